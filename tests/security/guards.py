"""Each guard of Kliping's, how it is taken away, and the test that fails then."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A guard is a piece of a file under the root; without it that piece is another one, and a test fails."""

    name: str
    file: str
    old: str
    new: str
    test: str


def _guard(name: str, file: str, old: str, new: str, test: str) -> Guard:
    return Guard(name=name, file=f"kliping/{file}", old=old, new=new, test=f"tests/{test}")


GUARDS = (
    # --- Front matter and settings ----------------------------------------------------------------------------------
    _guard(
        "aliases and anchors of YAML are refused",
        "frontmatter/reading.py",
        "if isinstance(event, yaml.AliasEvent) or event.anchor:",
        "if isinstance(event, yaml.AliasEvent):",
        "unit/test_frontmatter.py::test_an_alias_bomb_is_defused_at_its_first_anchor",
    ),
    _guard(
        "tags of YAML are refused",
        "frontmatter/reading.py",
        'if event.tag is not None and event.tag != "!":',
        "if False:",
        "unit/test_frontmatter.py::test_tags_are_refused",
    ),
    _guard(
        "YAML nests twenty deep at most",
        "frontmatter/reading.py",
        "if depth > MAX_DEPTH:",
        "if False:",
        "unit/test_frontmatter.py::test_twenty_deep_is_read_and_deeper_is_not",
    ),
    _guard(
        "YAML has 64 KB at most",
        "frontmatter/reading.py",
        "if len(text) > MAX_CHARACTERS:",
        "if False:",
        "unit/test_frontmatter.py::test_more_than_64_kilobytes_are_not_read",
    ),
    _guard(
        "a key is not given twice",
        "frontmatter/reading.py",
        "if key.text in keys:",
        "if False:",
        "unit/test_frontmatter.py::test_a_key_given_twice_is_told_with_both_places",
    ),
    # --- Markdown and HTML ------------------------------------------------------------------------------------------
    _guard(
        "nh3 comes last",
        "sanitizer.py",
        "safe = _cleaner(prefix).clean(html)",
        "safe = html",
        "unit/test_content.py::test_nothing_that_runs_survives_from_a_body_or_a_note",
    ),
    _guard(
        "links lead to http, https and mailto alone",
        "sanitizer.py",
        '_SCHEMES = frozenset({"http", "https", "mailto"})',
        '_SCHEMES = frozenset({"http", "https", "mailto", "javascript", "data"})',
        "unit/test_content.py::test_nothing_that_runs_survives_from_a_body_or_a_note",
    ),
    _guard(
        "no user's name stands before a host",
        "sanitizer.py",
        r'address = _USER.sub(r"\1", address)',
        "pass",
        "unit/test_conformance.py::test_an_address_holds_what_addresses_may",
    ),
    _guard(
        "HTML nests a hundred deep at most",
        "markup.py",
        "if _depth(html) > depth:",
        "if False:",
        "unit/test_markup.py::test_what_nests_too_deep_is_a_problem_with_its_place",
    ),
    _guard(
        "brackets nest a hundred deep at most",
        "rendering/lines.py",
        "if inside >= _DEEPEST_BRACKETS:",
        "if False:",
        "unit/test_markup.py::test_brackets_that_nest_too_deep_are_a_problem",
    ),
    _guard(
        "the steps of a text are counted",
        "rendering/work.py",
        "if self.left < 0:",
        "if False:",
        "unit/test_markup.py::test_the_steps_that_a_text_takes_are_counted",
    ),
    _guard(
        "an unclosed tag takes no text along",
        "markup.py",
        "html = freed(_with_no_tags_shown(_converted(converter, legal(text))))",
        "html = _with_no_tags_shown(_converted(converter, legal(text)))",
        "unit/test_markup.py::test_nothing_that_is_not_closed_takes_the_text_along",
    ),
    _guard(
        "escaped markup is not brought back to life",
        "cleaning/mend.py",
        "unescape_html=False,",
        "unescape_html=True,",
        "unit/test_cleaning_mend.py::test_escaped_markup_stays_escaped_where_something_else_is_mended",
    ),
    _guard(
        "layouts escape what they are given",
        "theme.py",
        "autoescape=True,",
        "autoescape=False,",
        "unit/test_theme.py::test_everything_is_escaped_whatever_the_layout_is_called",
    ),
    _guard(
        "nothing ends the script that tells programs of a page",
        "views/linked_data.py",
        ".translate(_UNSAFE)",
        "",
        "unit/test_linked_data.py::test_nothing_in_it_ends_its_script",
    ),
    _guard(
        "a page's policy lets no script run",
        "views/policy.py",
        """"default-src": "'none'",""",
        """"default-src": "*",""",
        "unit/test_outputs_hosting.py::test_no_script_runs_but_that_of_search",
    ),
    Guard(
        name="every page has its policy",
        file="layouts/base.html",
        old='http-equiv="Content-Security-Policy"',
        new='name="policy"',
        test="tests/browser/test_paper.py::test_no_script_that_stands_in_a_page_runs",
    ),
    _guard(
        "a page's policy lets no script run where there is search",
        "views/policy.py",
        """_SEARCH = "'self' 'wasm-unsafe-eval'\"""",
        """_SEARCH = "'self' 'unsafe-inline'\"""",
        "unit/test_outputs_hosting.py::test_no_script_runs_but_that_of_search",
    ),
    # --- Clippings --------------------------------------------------------------------------------------------------
    _guard(
        "a clipping has so many bytes at most",
        "seeds/__init__.py",
        "if len(data) > config.limits.seed_bytes:",
        "if False:",
        "unit/test_seeds_text.py::test_a_seed_that_cannot_be_read_is_set_aside_with_its_reason",
    ),
    _guard(
        "an article has so many bytes at most",
        "content.py",
        "if size > config.limits.article_bytes:",
        "if False:",
        "unit/test_content.py::test_an_article_larger_than_the_limit_is_not_read",
    ),
    _guard(
        "a text has so many lines at most",
        "seeds/text.py",
        "if lines > _MOST_LINES:",
        "if False:",
        "unit/test_seeds_text.py::test_a_text_of_more_lines_than_an_article_has_is_set_aside",
    ),
    _guard(
        "archives and pictures are no text",
        "seeds/__init__.py",
        "kind = _binary_kind(data)",
        'kind = ""',
        "unit/test_seeds.py::test_what_is_no_text_is_called_what_it_is_whatever_its_name",
    ),
    _guard(
        "a feed that declares entities is not parsed",
        "seeds/feed.py",
        "if _declares_entities(text):",
        "if False:",
        "unit/test_seeds_feed.py::test_a_feed_that_declares_entities_is_refused_before_it_is_parsed",
    ),
    _guard(
        "a feed that is the name of a file opens none",
        "seeds/feed.py",
        "BytesIO(_mended(text).encode())",
        "_mended(text)",
        "unit/test_seeds_feed.py::test_a_string_that_names_a_file_is_not_opened",
    ),
    _guard(
        "JSON that nests too deep is named",
        "seeds/data.py",
        "except RecursionError:",
        "except KeyError:",
        "unit/test_seeds_data.py::test_another_shape_is_named_with_what_was_expected",
    ),
    _guard(
        "brackets in a mail's header are counted",
        "seeds/mail.py",
        'return parseaddr(text) if text.count("(") < _MOST_BRACKETS else ("", "")',
        "return parseaddr(text)",
        "unit/test_seeds_mail.py::test_a_hostile_header_harms_nothing_but_itself",
    ),
    _guard(
        "what reads a clipping has so much time",
        "guard.py",
        "signal.setitimer(signal.ITIMER_PROF, bounds.seconds)",
        "pass",
        "unit/test_guard.py::test_the_kernel_ends_a_child_whose_time_is_up",
    ),
    _guard(
        "what reads a clipping has so much memory",
        "guard.py",
        "resource.setrlimit(resource.RLIMIT_DATA, (bounds.memory if most < 0 else min(bounds.memory, most), most))",
        "pass",
        "unit/test_guard.py::test_what_hangs_crashes_or_explodes_is_lost_alone_and_says_why",
    ),
    _guard(
        "an article that may keep its reader busy is read in a child",
        "articles.py",
        "return markup.is_simple(job.text)",
        "return True",
        "faults/test_bad_articles.py::test_an_article_that_its_reader_cannot_bear_is_named_and_the_old_site_stands",
    ),
    # --- Pictures ---------------------------------------------------------------------------------------------------
    _guard(
        "a picture has so many pixels at most",
        "images.py",
        "if pixels > most:",
        "if False:",
        "unit/test_images.py::test_what_cannot_be_shown_is_refused_with_its_reason",
    ),
    _guard(
        "what is held twice has half as many pixels",
        "images.py",
        "if image.format in _HELD_TWICE or _has_ground(image)",
        "if False",
        "unit/test_images.py::test_what_is_held_twice_may_have_half_as_many_pixels",
    ),
    _guard(
        "the frames of what moves are counted",
        "images.py",
        "pixels * frames <= most_pixels * _OF_FRAMES",
        "True",
        "unit/test_images.py::test_the_pixels_of_all_frames_are_counted",
    ),
    _guard(
        "a drawing that may hold scripts is no picture",
        "images.py",
        "if _is_svg(data):",
        "if False:",
        "unit/test_images.py::test_what_cannot_be_shown_is_refused_with_its_reason",
    ),
    _guard(
        "a picture is of a kind that browsers show",
        "images.py",
        "with Image.open(io.BytesIO(data), formats=_READ) as image:\n        too_many",
        "with Image.open(io.BytesIO(data)) as image:\n        too_many",
        "unit/test_images.py::test_what_cannot_be_shown_is_refused_with_its_reason",
    ),
    _guard(
        "a picture lies in content/ or static/",
        "picture_files.py",
        "if not self.stands(path):",
        "if False:",
        "end_to_end/test_pictures.py::test_no_address_leads_out_of_the_folders",
    ),
    # --- Names, links and pipes -------------------------------------------------------------------------------------
    _guard(
        "no link is followed out of a folder",
        "grounds.py",
        "if os.path.commonpath((top, os.path.realpath(path))) != top:",
        "if False:",
        "unit/test_grounds.py::test_everything_that_is_no_file_of_a_folder_is_named",
    ),
    _guard(
        "no link out of the folder is read",
        "disk.py",
        "if within and path.is_symlink() and _leads_out(path, os.path.realpath(within)):",
        "if False:",
        "unit/test_disk.py::test_a_link_out_of_the_folder_is_not_read",
    ),
    _guard(
        "no pipe is a file",
        "grounds.py",
        'is_symlink() else "not-a-file"',
        'is_symlink() else ""',
        "unit/test_grounds.py::test_everything_that_is_no_file_of_a_folder_is_named",
    ),
    _guard(
        "an address climbs nowhere and holds no escapes",
        "addresses.py",
        r"\x1f\x7f?#%\\<>",
        r"\x1f\x7f?#\\<>",
        "unit/test_addresses.py::test_what_has_a_host_a_query_or_climbs_up_is_no_path",
    ),
    _guard(
        "no part of an address begins with a dot",
        "addresses.py",
        'part.startswith(".") or len(part.encode()) > 255',
        "len(part.encode()) > 255",
        "unit/test_addresses.py::test_what_has_a_host_a_query_or_climbs_up_is_no_path",
    ),
    _guard(
        "a web address is of http or https",
        "addresses.py",
        'return parts.scheme in {"http", "https"} and bool(parts.hostname)',
        "return bool(parts.hostname)",
        "unit/test_addresses.py::test_anything_else_is_no_web_address",
    ),
    _guard(
        "no web address holds what no document may hold",
        "addresses.py",
        "\\ud800-\\udfff\\ufffe\\uffff<>",
        "<>",
        "faults/test_bad_articles.py::test_an_address_that_no_document_may_hold_ends_no_build_with_a_trace",
    ),
    _guard(
        "no slug is a name that Windows keeps for itself",
        "addresses.py",
        'return f"{slug}-" if slug in _RESERVED else slug',
        "return slug",
        "unit/test_addresses.py::test_a_slug_is_never_a_name_that_windows_keeps_for_itself",
    ),
    _guard(
        "addresses that one file system takes for the same clash",
        "addresses.py",
        'return unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())',
        "return path",
        "unit/test_plan.py::test_addresses_that_one_file_system_takes_for_the_same_clash",
    ),
    # --- What is written --------------------------------------------------------------------------------------------
    _guard(
        "an edited article is not written again",
        "ingest.py",
        "    if existing.is_untouched:\n        decisions.write",
        "    if True:\n        decisions.write",
        "faults/test_edits.py::test_no_edit_is_lost_whatever_happens_to_its_clipping",
    ),
    _guard(
        "what somebody wrote meanwhile is not written over",
        "saving.py",
        "if not path.exists() or disk.digest_of(path) != expected:\n        return False",
        "if not path.exists():\n        return False\n    expected = disk.digest_of(path)",
        "unit/test_saving.py::test_a_file_that_somebody_wrote_meanwhile_is_left",
    ),
    _guard(
        "a site is written where Kliping's marker stands",
        "publishing.py",
        "(is_ours(destination) or not disk.scan(destination))",
        "True",
        "unit/test_publishing.py::test_a_folder_that_somebody_uses_is_refused",
    ),
    _guard(
        "a site does not swallow its digest",
        "grounds.py",
        "if own[0] == site[0]:",
        "if False:",
        "unit/test_grounds.py::test_a_site_may_not_swallow_what_the_digest_is_made_of",
    ),
    _guard(
        "nothing is written through a link",
        "journal.py",
        "in_the_way=tuple(sorted(around.intersection((*ground.files, *ground.others)))),",
        "in_the_way=tuple(sorted(around.intersection(ground.files))),",
        "unit/test_publishing.py::test_nothing_is_written_through_a_link",
    ),
    _guard(
        "a save that comes between the last look and the rename is put back",
        "saving.py",
        "if put == expected:",
        "if put:",
        "unit/test_saving.py::test_a_save_between_the_last_look_and_the_rename_is_put_back",
    ),
    _guard(
        "an article reaches the disk before it has its name",
        "saving.py",
        "        settle(staged)\n",
        "",
        "faults/test_dying_machines.py::test_an_article_is_on_the_disk_before_it_has_its_name",
    ),
    _guard(
        "a site that a dying run has left half moved is finished",
        "pipeline.py",
        "        publishing.finish(options.destination)\n",
        "",
        "faults/test_dying_machines.py::test_a_build_killed_at_any_change_of_the_disk_leaves_one_whole_site_to_the_next_command",
    ),
    _guard(
        "a journal that leads out of its site is not believed",
        "journal.py",
        "return journal if all(map(_is_below, _paths(journal))) else None",
        "return journal",
        "unit/test_journal.py::test_a_journal_that_leads_out_of_the_site_is_not_believed",
    ),
    _guard(
        "one build at a time",
        "locks.py",
        "if _is_taken(descriptor):",
        "if False:",
        "end_to_end/test_locks.py::test_who_does_not_wait_ends_at_once",
    ),
    # --- What is told -----------------------------------------------------------------------------------------------
    _guard(
        "nothing drives the terminal",
        "problems.py",
        'return _CONTROLS.sub("\\N{REPLACEMENT CHARACTER}", text.replace("\\t", " "))',
        "return text",
        "unit/test_problems.py::test_no_control_character_of_a_file_reaches_the_terminal",
    ),
    _guard(
        "no document holds what none may hold",
        "characters.py",
        'return _ILLEGAL.sub(lambda found: " " if found[0].isspace() else "", text)',
        "return text",
        "unit/test_feed_formats.py::test_hostile_articles_lose_only_what_no_document_may_hold",
    ),
    # --- The server for looking -------------------------------------------------------------------------------------
    _guard(
        "the server answers to its own names",
        "serve.py",
        "allowed_hosts=_HOSTS",
        'allowed_hosts=["*"]',
        "end_to_end/test_serve.py::test_another_host_s_name_reads_nothing",
    ),
    _guard(
        "the server answers no page of another site",
        "serve.py",
        'getlist("origin")',
        'getlist("x-none")',
        "end_to_end/test_serve.py::test_a_page_elsewhere_reads_nothing_and_an_own_one_does",
    ),
    _guard(
        "the server follows no link out of the site",
        "serve.py",
        "html=True, check_dir=False)",
        "html=True, check_dir=False, follow_symlink=True)",
        "end_to_end/test_serve.py::test_no_link_out_of_the_site_is_served",
    ),
    _guard(
        "the server is there for this machine alone",
        "serve.py",
        "return socket.create_server((HOST, port))",
        'return socket.create_server(("", port))',
        "end_to_end/test_serve.py::test_no_other_machine_is_answered",
    ),
)

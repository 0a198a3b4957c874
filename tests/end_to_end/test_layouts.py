"""`kliping layouts`: what the theme has, and a file of it to be changed."""

from tests.end_to_end.place import Place, article


def test_the_theme_s_files_are_listed_with_whose_they_are(place: Place) -> None:
    place.write("layouts/list.html", "x")
    place.write("layouts/assets/own.css", "a{}")
    lines = place.run("layouts").stdout.splitlines()
    assert "own       list.html" in lines
    assert "own       assets/own.css" in lines
    assert "built in  article.html" in lines
    assert "built in  locales/id.yaml" in lines


def test_a_copy_is_made_once_and_replaces_the_built_in_one(place: Place) -> None:
    place.write("content/a.md", article("Satu"))
    done = place.run("layouts", "404.html")
    told = "layouts/404.html: a copy of the built-in one, which it replaces from now on\n"
    assert (done.returncode, done.stdout) == (0, told)
    own = place.root / "layouts/404.html"
    own.write_text(own.read_text("utf-8").replace("404</p>", "Hilang</p>"), "utf-8")
    assert place.run("layouts", "404.html").returncode == 1
    assert "Hilang</p>" in own.read_text("utf-8")
    assert place.run("-q").returncode == 0
    assert "Hilang</p>" in place.read("site/404.html")


def test_a_name_that_is_none_is_wrong_usage(place: Place) -> None:
    for name in ("artikel.html", "../config.yaml"):
        done = place.run("layouts", name)
        assert done.returncode == 2
        assert f'the theme has no "{name}"' in done.stderr

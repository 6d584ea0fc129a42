def test_what_an_address_says_is_news_once(run):
    script = """({ Address }) => { const address = new Address({});
        const values = [[1, 2, 3], [1, 2, 3], ["hide", "held/RU"], [1, 2, 3.5], ["hide", "held/RU"]];
        return values.map((each) => address.isNews(each)); }"""
    assert run("address.js", script) == [True, False, True, True, False]


def test_a_link_leaves_out_what_goes_without_saying(run):
    script = """({ Address }, since, language, hidden) => new URL(new Address({
        map: { getCenter: () => ({ lat: 49.2, lng: 37.25 }), getZoom: () => 8 }, legend: { hidden: new Set(hidden) },
        control: { isoOf: (day) => `day ${day}` }, time: { day: 9, since }, words: { language },
    }).link).search"""
    assert run("address.js", script, None, "en", []) == "?day=day+9&at=49.200%2C37.250%2C8"
    whole = "?day=day+9&since=day+2&at=49.200%2C37.250%2C8&hide=held%2FRU%2Carea%2F&language=uk"
    assert run("address.js", script, 2, "uk", ["held/RU", "area/"]) == whole

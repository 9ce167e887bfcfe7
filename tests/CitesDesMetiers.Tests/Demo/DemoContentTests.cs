using System.Globalization;
using System.Text.RegularExpressions;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Demo;

namespace CitesDesMetiers.Tests.Demo;

public partial class DemoContentTests
{
    private static readonly DemoContent Content = DemoContent.Load();

    public static TheoryData<string> FileNames => [.. DemoContent.Files.Keys];

    [Theory]
    [MemberData(nameof(FileNames))]
    public void Every_address_belongs_to_nobody(string file)
    {
        var text = DemoContent.Files[file];
        var hosts = MailAddress().Matches(text).Concat(WebAddress().Matches(text)).Select(m => m.Groups["host"].Value);

        Assert.All(hosts, host => Assert.EndsWith(".example", host, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(FileNames))]
    public void Capitals_keep_their_accents_and_no_text_is_left_to_fill(string file)
    {
        var text = DemoContent.Files[file];

        if (!text.Contains("\nlanguage: ", StringComparison.Ordinal))
        {
            Assert.DoesNotMatch(MissingAccent(), text.Replace("*A presto !*", "", StringComparison.Ordinal));
        }

        Assert.DoesNotContain("lorem", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(@"[^\s|-] {2,}\S", file.EndsWith(".md", StringComparison.Ordinal) ? text : "");
    }

    [Fact]
    public void Forty_items_stand_at_every_stage()
    {
        var inIssues = Content.Issues.ToDictionary(i => i.Number, i => i.Sections.SelectMany(s => s.News ?? []).ToList());
        var published = Content.Issues.Where(i => i.IsPublished).SelectMany(i => inIssues[i.Number]).ToList();
        var waiting = Content.News.Where(n => !inIssues.Values.Any(names => names.Contains(n.Name))).ToList();

        Assert.True(Content.News.Count >= 40);
        Assert.Equal(3, Content.Issues.Count(i => i.IsPublished));
        Assert.Equal(30, published.Distinct().Count());
        Assert.Equal([NewsState.Draft, NewsState.Submitted, NewsState.Accepted], waiting.Select(n => n.State).Distinct().Order());
        Assert.All(inIssues.Values.SelectMany(names => names), name => Assert.Equal(NewsState.Accepted, Item(name).State));
        Assert.Equal(["es", "fr", "it", "pt"], Content.News.Select(n => n.Language).Distinct().Order());
    }

    [Fact]
    public void Every_item_names_a_Cite_a_contact_of_it_and_themes_that_exist()
    {
        var cites = Content.Cites.Select(c => c.Slug).ToHashSet();
        var contacts = Content.Contacts.ToDictionary(c => c.Key);
        var themes = Content.Themes.Select(t => t.Slug).ToHashSet();

        Assert.All(Content.News, item =>
        {
            Assert.True(item.Cite is null || cites.Contains(item.Cite), item.Name);
            Assert.Equal(item.Cite, contacts[item.Contact].Cite);
            Assert.Subset(themes, item.Themes.ToHashSet());
            Assert.True(item.Author is null || DemoAccounts.All.Single(a => a.Address == item.Author).CiteSlug == item.Cite, item.Name);
        });
        Assert.All(Content.Agenda, entry => Assert.True(entry.Cite is null || cites.Contains(entry.Cite), entry.Key));
        Assert.All(Content.Moves, move => Assert.True(move.Cite is null || cites.Contains(move.Cite), move.Key));
        Assert.All(DemoAccounts.All, account => Assert.True(account.CiteSlug is null || cites.Contains(account.CiteSlug), account.Address));
    }

    [Fact]
    public void Cite_news_and_network_news_stand_in_their_own_sections()
    {
        foreach (var section in Content.Issues.SelectMany(i => i.Sections))
        {
            Assert.All(section.News ?? [], name => Assert.Equal(section.Kind is SectionKind.NetworkNews, Item(name).Cite is null));
            Assert.All(section.Moves ?? [], key => Assert.True(Content.Moves.Single(m => m.Key == key).Accepted));
        }
    }

    [Fact]
    public void Subjects_and_preheaders_pass_the_checklist()
    {
        Assert.All(Content.Issues, issue =>
        {
            Assert.InRange(issue.Subject.Length, 1, Issue.SubjectLength);
            Assert.InRange(issue.Preheader.Length, 40, Issue.PreheaderLength);
            Assert.NotEqual(issue.Subject, issue.Preheader);
        });
    }

    [Fact]
    public void Every_picture_has_its_file_and_says_what_it_shows()
    {
        var pictures = Content.News.SelectMany(n => n.Pictures).ToList();

        Assert.InRange(pictures.Count, 12, 24);
        Assert.Equal(Content.Drawings.Select(d => d.Name).Order(), pictures.Select(p => p.Name).Order());
        Assert.All(pictures, p => Assert.True(p.Caption is null or { Length: <= NewsPicture.CaptionLength }));
        Assert.All(Content.Drawings, d => Assert.InRange(d.AlternativeText.Length, 40, MediaFile.AlternativeTextLength));
        Assert.All(Content.Drawings, d => Assert.Null(PictureReader.Read(d.Read()).Problem));
        Assert.Throws<FileNotFoundException>(() => new DemoDrawing("licorne", "Dessin d'une licorne.").Read());
    }

    [Fact]
    public void Whatever_the_day_the_dates_make_sense()
    {
        for (var today = new DateOnly(2026, 1, 1); today < new DateOnly(2028, 3, 1); today = today.AddDays(1))
        {
            var calendar = new DemoCalendar(today, Content.Issues);
            Assert.All(Content.Issues, issue => Assert.Equal(issue.IsPublished, calendar.DateOf(issue.Number) < today));
            var upcoming = Content.Agenda.Where(e => calendar.Anchor(e.Issue).AddDays(e.In) > today).ToList();
            Assert.Equal(10, upcoming.Count);
            Assert.Contains(upcoming, e => e.Cancelled);
            Assert.All(Content.News, n => Assert.True(n.Days >= 1));
            Assert.All(Content.Moves, m => Assert.True(calendar.Anchor(m.Issue).AddDays(m.In) < today));
            Assert.All(Content.Issues, i => Assert.True(i.Erratum is null || calendar.DateOf(i.Number).AddDays(i.Erratum.Days) < today));
        }
    }

    [Fact]
    public void Meetings_and_days_in_texts_fall_on_working_days()
    {
        var tuesday = new DateOnly(2026, 3, 3);
        var days = Content.Agenda.Where(e => !e.Weekend).SelectMany(e => Enumerable.Range(e.In, e.Days).Select(d => (Where: e.Key, Day: d)))
            .Concat(
                DemoContent.Files.SelectMany(
                    f => Mark().Matches(f.Value).Select(m => (Where: f.Key, Day: int.Parse(m.Groups["days"].Value, CultureInfo.InvariantCulture)))));

        Assert.All(days, d => Assert.False(
            tuesday.AddDays(d.Day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday, $"{d.Where}: {d.Day} falls on a weekend"));
    }

    [Theory]
    [InlineData("le {{jour 9}}", "fr", "le jeudi 12 mars")]
    [InlineData("depuis le {{date -2}}", "fr", "depuis le 1er mars 2026")]
    [InlineData("il {{jour 1}}", "it", "il mercoledì 4 marzo")]
    [InlineData("no dia {{date 9}}", "pt", "no dia 12 de março de 2026")]
    public void Days_are_written_in_the_language_of_the_text(string text, string language, string expected) =>
        Assert.Equal(expected, DemoCalendar.Resolve(text, new DateOnly(2026, 3, 3), language));

    private static DemoNews Item(string name) => Content.News.Single(n => n.Name == name);

    [GeneratedRegex(@"[\w.+-]+@(?<host>[\w-]+(\.[\w-]+)*)")]
    private static partial Regex MailAddress();

    [GeneratedRegex(@"https?://(?<host>[^/\s""<>)\]:]+)|www\.(?<host>\S+)")]
    private static partial Regex WebAddress();

    [GeneratedRegex(@"\b(Ecol|Equip|Etud|Etat|Etap|Ev[eé]n|Epreuv|Edit|El[eè]v|Econom|Ecout|Ecrans|Echang|Emploi\w*é|A l['a]|A [a-zà-ÿ]|Etre|Etait)")]
    private static partial Regex MissingAccent();

    [GeneratedRegex(@"\{\{(?<form>jour|date) (?<days>-?\d+)\}\}")]
    private static partial Regex Mark();
}

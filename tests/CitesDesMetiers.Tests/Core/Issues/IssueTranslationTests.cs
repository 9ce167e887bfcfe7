using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;

namespace CitesDesMetiers.Tests.Core.Issues;

public class IssueTranslationTests
{
    private static readonly DateTime Now = new(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc);

    private readonly Issue issue = new(7, new DateOnly(2026, 6, 1));

    public IssueTranslationTests()
    {
        issue.Identify(7, issue.Date, "fr", "juin-juillet 2026");
        issue.Announce("Un objet", "Une accroche");
        issue.WriteEditorial("Bonjour,", "Un éditorial.", "À bientôt,", "Une présidente", "Présidente");
        issue.Close("Écrivez-nous.", "contact@reseau.example", "Bonne lecture.", "Ada Blanc, rédactrice");
        issue.SetAgendaPeriod(new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 31));
        var section = issue.AddSection(SectionKind.Free, "À la une");
        section.Write("Un mot.");
        section.Hide();
    }

    [Fact]
    public void A_translation_has_the_number_the_date_and_the_texts_of_its_original()
    {
        var copy = issue.TranslateInto("it");

        Assert.Equal(("it", 7, issue.Date, "juin-juillet 2026"), (copy.Language, copy.Number, copy.Date, copy.PeriodLabel));
        Assert.Equal(("Un objet", "Un éditorial.", "Bonne lecture."), (copy.Subject, copy.Editorial, copy.Closing));
        Assert.Equal((issue.AgendaFrom, issue.AgendaTo), (copy.AgendaFrom, copy.AgendaTo));
        Assert.Equal(("À la une", "Un mot.", true), (copy.Sections[0].Title, copy.Sections[0].Body, copy.Sections[0].IsHidden));
        Assert.Equal(IssueState.InProgress, copy.State);
        Assert.True(copy.IsTranslation);
    }

    [Fact]
    public void An_issue_is_translated_into_another_language_of_the_list()
    {
        Assert.Throws<ArgumentException>(() => issue.TranslateInto("fr"));
        Assert.Throws<ArgumentException>(() => issue.TranslateInto("xx"));
    }

    [Fact]
    public void A_translation_is_not_translated_again() =>
        Assert.Throws<InvalidOperationException>(() => issue.TranslateInto("it").TranslateInto("es"));

    [Fact]
    public void A_draft_is_unread_until_somebody_reads_or_changes_it()
    {
        var passage = issue.TranslateInto("it").Passage(PassageKeys.Subject, "Un objet");
        passage.Translate("Un objet", null, draft: "Un oggetto");

        Assert.True(passage.IsUnreadDraft("Un oggetto"));
        Assert.False(passage.IsUnreadDraft("L'oggetto"));

        passage.MarkRead();
        Assert.False(passage.IsUnreadDraft("Un oggetto"));
    }

    [Fact]
    public void Only_a_translation_takes_news_that_is_published()
    {
        var news = new NewsItem("Une nouvelle", null, null, Now);
        news.Write(news.Title, "Un texte.", "fr", null, null, Now);
        news.Accept();
        news.MarkPublished();

        Assert.Throws<StaleIssueException>(() => issue.Sections[0].Add(news));
        issue.TranslateInto("it").Sections[0].Add(news);
    }
}

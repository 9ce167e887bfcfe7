using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;

namespace CitesDesMetiers.Tests.Core.Issues;

public class IssueTests
{
    private static readonly DateTime Now = new(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc);

    private readonly Issue issue = new(1, new DateOnly(2026, 6, 1));

    [Fact]
    public void Without_an_hour_there_is_none_to_take_away()
    {
        issue.Approve("content", null, "Ada", Now);

        Assert.Throws<InvalidOperationException>(issue.Unschedule);
    }

    [Fact]
    public void An_order_that_forgets_an_item_is_refused()
    {
        var news = new NewsItem("Une nouvelle", null, null, Now);
        news.Write(news.Title, "Un texte.", "fr", null, null, Now);
        news.Accept();
        var section = issue.AddSection(SectionKind.NetworkNews, "Nouvelles");
        section.Add(news);

        Assert.Throws<StaleIssueException>(() => issue.Arrange([new SectionOrder(section.Id, [])]));
        Assert.Single(section.Items);
    }

    [Fact]
    public void News_that_is_not_accepted_enters_no_section()
    {
        var section = issue.AddSection(SectionKind.NetworkNews, "Nouvelles");
        var news = new NewsItem("Une nouvelle", null, null, Now);

        Assert.Throws<StaleIssueException>(() => section.Add(news));
        Assert.Empty(section.Items);
    }
}

using CitesDesMetiers.Core.News;

namespace CitesDesMetiers.Tests.Core.News;

public class NewsItemTests
{
    private static readonly DateTime Now = new(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc);

    private readonly NewsItem news = new("Une nouvelle", null, null, Now);

    [Fact]
    public void Without_a_text_it_goes_nowhere()
    {
        Assert.Throws<InvalidOperationException>(news.Submit);
        Assert.Throws<InvalidOperationException>(news.Accept);
        Assert.Equal(NewsState.Draft, news.State);
    }

    [Fact]
    public void What_an_edition_published_is_not_deleted()
    {
        news.MarkPublished();

        Assert.Throws<InvalidOperationException>(() => news.Delete(Now));
        Assert.Null(news.DeletedAt);
    }
}

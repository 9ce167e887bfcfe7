using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Web.Emails;

namespace CitesDesMetiers.Tests.Emails;

public class RecipientCopyTests(RenderedEdition edition) : IClassFixture<RenderedEdition>
{
    [Fact]
    public void Two_copies_differ_only_in_the_token_of_the_address_that_ends_the_subscription()
    {
        foreach (var body in new[] { edition.Mail.Html, edition.Mail.Text })
        {
            var copy = new RecipientCopy(body);

            Assert.Equal(2, copy.Segments.Count);
            Assert.EndsWith("/desinscription/", copy.Segments[0], StringComparison.Ordinal);
            Assert.Equal(copy.Segments[0] + "jeton-A" + copy.Segments[1], copy.For("jeton-A"));
            Assert.DoesNotContain(RecipientMarks.Token, copy.For("jeton-B"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\"b")]
    [InlineData("a/b")]
    [InlineData("é")]
    public void A_token_that_an_address_cannot_hold_is_refused(string token) =>
        Assert.Throws<ArgumentException>(() => new RecipientCopy(edition.Mail.Html).For(token));

    [Fact]
    public void A_body_without_a_mark_is_the_same_for_everyone() => Assert.Equal("Bonjour", new RecipientCopy("Bonjour").For("x"));
}

using CitesDesMetiers.Core.Values;

namespace CitesDesMetiers.Tests.Core.Values;

public class WebAddressTests
{
    [Theory]
    [InlineData("https://exemple.fr/a?b=c", true)]
    [InlineData("http://exemple.fr", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("ftp://exemple.fr/", false)]
    [InlineData("/agenda", false)]
    public void Only_pages_of_the_web_are_linked(string typed, bool isValid) => Assert.Equal(isValid, WebAddress.IsValid(typed));
}

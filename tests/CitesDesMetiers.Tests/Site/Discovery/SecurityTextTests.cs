using System.Globalization;
using System.Net;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Platform;

namespace CitesDesMetiers.Tests.Site.Discovery;

/// <summary>RFC 9116: where to report a security hole.</summary>
public class SecurityTextTests
{
    private const string Path = "/.well-known/security.txt";

    [Fact]
    public async Task The_contact_of_the_settings_is_named_and_the_file_expires_within_a_year()
    {
        await using var site = new SiteFactory { Settings = { ["Site:SecurityContact"] = "mailto:securite@lettre.example" } };

        var answer = await site.AskAsync(Path);
        var fields = (await site.TextAsync(Path)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(l => l.Split(": ")[0], l => l.Split(": ")[1]);

        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("utf-8", answer.Content.Headers.ContentType.CharSet);
        Assert.Equal("mailto:securite@lettre.example", fields["Contact"]);
        Assert.Equal(SiteFactory.PublicUrl + Path, fields["Canonical"]);
        Assert.InRange(
            DateTimeOffset.Parse(fields["Expires"], CultureInfo.InvariantCulture),
            DateTimeOffset.UtcNow.AddMonths(3),
            DateTimeOffset.UtcNow.AddYears(1));
    }

    [Fact]
    public async Task Without_a_contact_there_is_no_file()
    {
        await using var site = new SiteFactory();

        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync(Path));
    }

    [Theory]
    [InlineData("securite@lettre.example")]
    [InlineData("http://lettre.example/securite")]
    [InlineData("mailto:securite@lettre.example\nContact: mailto:autre@lettre.example")]
    public void A_contact_that_is_no_address_stops_the_start(string contact)
    {
        var result = new SiteOptionsValidation().Validate(null, new SiteOptions { PublicUrl = SiteFactory.PublicUrl, SecurityContact = contact });

        Assert.StartsWith("Site:SecurityContact is", result.FailureMessage, StringComparison.Ordinal);
    }
}

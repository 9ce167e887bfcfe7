using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Desk;

/// <summary>What somebody signed in may do so many times only, each person for themselves.</summary>
public sealed class QuotaTests : IAsyncDisposable
{
    private readonly SiteFactory site = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("TestSendsPerHour", "/redaction/numeros/1/verification/essai", "une heure")]
    [InlineData("DraftsPerMinute", "/redaction/brouillons", "une minute")]
    [InlineData("DraftsPerMinute", "/redaction/brouillons/presence", "une minute")]
    [InlineData("PreviewsPerMinute", "/redaction/editeur/apercu", "une minute")]
    [InlineData("CurrentPasswordsPerHour", "/compte", "une heure")]
    public async Task Above_a_quota_a_page_says_how_long_to_wait_and_others_are_not_concerned(string quota, string path, string wait)
    {
        site.Settings[$"RateLimits:{quota}"] = "2";
        using var one = await DeskClient.SignInAsync(site, Role.Editor);
        using var other = await DeskClient.SignInAsync(site, Role.Editor);
        await PostAsync(one, path);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await PostAsync(one, path)).StatusCode);

        var refused = await PostAsync(one, path);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains($"Attendez {wait}", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await PostAsync(other, path)).StatusCode);
    }

    [Fact]
    public async Task Guesses_of_the_current_password_end_before_the_right_one()
    {
        using var desk = await DeskClient.SignInAsync(site, Role.Editor);
        var page = await desk.GetAsync("/compte");
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await GuessAsync($"pas-celui-ci-{i}")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await GuessAsync(DeskClient.Password)).StatusCode);

        Task<HttpResponseMessage> GuessAsync(string current) =>
            desk.SendAsync(page, "/compte", new() { ["Current"] = current, ["Password"] = "cinq-tuiles-vertes", ["Again"] = "cinq-tuiles-vertes" });
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    /// <summary>The limit comes before anything is read, the antiforgery token included.</summary>
    private static Task<HttpResponseMessage> PostAsync(DeskClient desk, string path) => desk.Http.PostAsync(path, null, Cancel);
}

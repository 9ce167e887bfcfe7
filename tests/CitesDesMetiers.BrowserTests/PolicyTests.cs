namespace CitesDesMetiers.BrowserTests;

/// <summary>
/// <see cref="Chromium"/> fails at the end of all tests if a page broke its Content-Security-Policy. This shows that it would notice.
/// </summary>
public class PolicyTests(Chromium chromium, DemoSite demo)
{
    [Fact]
    public async Task Text_becomes_elements_only_where_the_policy_allows_it_and_an_attempt_is_noticed()
    {
        var page = await chromium.NewPageAsync(demo.Url);
        await page.GotoAsync("/");

        var thrown = await page.EvaluateAsync<string>(
            "() => { try { document.createElement('p').innerHTML = '<img src=x>'; return 'nothing'; } catch (e) { return e.name; } }");

        Assert.Equal("TypeError", thrown);
        for (var tries = 0; !chromium.ForgetViolation("TrustedHTML"); tries++)
        {
            Assert.True(tries < 50, "The attempt was not noticed.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}

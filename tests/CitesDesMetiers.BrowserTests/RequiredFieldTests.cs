
namespace CitesDesMetiers.BrowserTests;

/// <summary>What must be filled in is seen before the form is sent.</summary>
public class RequiredFieldTests(Chromium chromium, DemoSite demo)
{
    [Theory]
    [InlineData("/inscription")]
    [InlineData("/redaction/reglages")]
    [InlineData("/redaction/nouvelles/ajout")]
    public async Task Required_fields_are_marked_in_words_and_no_others(string path)
    {
        var page = await chromium.NewPageAsync(demo.Url);
        await page.SignInAsync(Accounts.Administrator);
        await page.GotoAsync(path);

        var fields = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('main .field')].map(f => {
              const mark = getComputedStyle(f.querySelector('label'), '::after').content.includes('(obligatoire)');
              return `${f.querySelector(':required') ? 'required' : 'optional'} ${mark ? 'marked' : 'bare'}`;
            })
            """);

        Assert.Contains("required marked", fields);
        Assert.DoesNotContain("required bare", fields);
        Assert.DoesNotContain("optional marked", fields);
    }
}

using System.Diagnostics;
using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Site;

namespace CitesDesMetiers.Tests.Fuzz;

/// <summary>
/// Walks through the site for a minute, by chance, and sends its forms as a browser would, with one or two fields spoilt. Each run takes another
/// way. A failure names its seed: <c>FUZZ_SEED</c> takes that way again.
/// </summary>
public sealed class FormFuzzTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    private const string SeedVariable = "FUZZ_SEED";
    private const string Marker = "<script>fuzz</script>";

    /// <summary>For all ways together.</summary>
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(1) / 3;

    /// <summary>On a busy machine a walk goes on until it has sent so many.</summary>
    private const int LeastForms = 20;

    private static readonly string[] Values =
    [
        "", " ", "0", "-1", "2147483648", "99999999999999999999", "1.5", "NaN", "true", "é", "\0", "\r\n", "\u202E", "\uD83D\uDE00", "2026-02-30",
        "9999-12-31", "25:61", "..", "../../etc/passwd", "' OR 1=1 --", "=1+1", Marker, "javascript:alert(1)", "//ailleurs.example", "{{7*7}}",
        "%s%n", new('x', 70_000), new('[', 5_000), "a@b", "\"><img src=x onerror=alert(1)>",
    ];

    /// <summary>Where a walk would end: the session.</summary>
    private static readonly string[] Ends = ["/deconnexion"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "/", "/inscription", "/recherche", "/connexion")]
    [InlineData(Role.Correspondent, "/redaction")]
    [InlineData(Role.Administrator, "/redaction", "/compte")]
    public async Task No_form_with_spoilt_fields_ends_in_500_or_shows_them_unescaped(Role? role, params string[] starts)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var given)
            ? given
            : Random.Shared.Next();
        var random = new Random(seed);
        using var person = await PersonAsync(role);
        var (pages, failures, sent) = (new List<string>(starts), new List<string>(), 0);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Time || sent < LeastForms;)
        {
            var path = pages[random.Next(pages.Count)];
            using var answer = await person.Http.GetAsync(path, Cancel);
            if (await PageAsync(answer, path, failures) is not { } page)
            {
                continue;
            }

            pages.AddRange(page.QuerySelectorAll("main a[href^='/']").Select(a => a.GetAttribute("href")!.Split('#')[0]).Except(pages).ToList());
            if (FormOf(page, random) is { } form)
            {
                sent++;
                await SendAsync(person, path, form, random, failures);
            }
        }

        Assert.True(failures.Count == 0, $"{SeedVariable}={seed}\n{string.Join("\n", failures.Distinct().Take(20))}");
    }

    private async Task<DeskClient> PersonAsync(Role? role) =>
        role is { } known
            ? await DeskClient.SignInAsync(site, known, known is Role.Correspondent ? 1 : null)
            : new DeskClient(site.CreateSiteClient());

    private static IHtmlFormElement? FormOf(IHtmlDocument page, Random random)
    {
        var forms = page.QuerySelectorAll("form").OfType<IHtmlFormElement>()
            .Where(f => !Ends.Contains(f.GetAttribute("action"), StringComparer.Ordinal)).ToList();
        return forms.Count > 0 ? forms[random.Next(forms.Count)] : null;
    }

    private static async Task SendAsync(DeskClient person, string path, IHtmlFormElement form, Random random, List<string> failures)
    {
        var fields = DeskClient.FieldsOf(form).ToList();
        for (var i = random.Next(3); i > 0 && fields.Count > 0; i--)
        {
            var at = random.Next(fields.Count);
            if (!fields[at].Key.StartsWith("__", StringComparison.Ordinal))
            {
                fields[at] = KeyValuePair.Create(fields[at].Key, Values[random.Next(Values.Length)]);
            }
        }

        var target = form.GetAttribute("action") ?? path;
        using var content = new FormUrlEncodedContent(fields);
        var isPost = string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase);
        var what = $"{(isPost ? "POST" : "GET")} {target} from {path}: {string.Join(" & ", fields.Select(f => $"{f.Key}={Short(f.Value)}"))}";
        if (!isPost)
        {
            target = $"{target.Split('?')[0]}?{await content.ReadAsStringAsync(Cancel)}";
        }

        if (target.Length > 60_000)
        {
            // Longer than a server takes.
            return;
        }

        using var answer = isPost ? await person.Http.PostAsync(target, content, Cancel) : await person.Http.GetAsync(target, Cancel);
        await PageAsync(answer, what, failures);
    }

    private static async Task<IHtmlDocument?> PageAsync(HttpResponseMessage answer, string what, List<string> failures)
    {
        if ((int)answer.StatusCode >= 500)
        {
            failures.Add($"{(int)answer.StatusCode} {what}");
        }

        if (answer.Content.Headers.ContentType?.MediaType != "text/html")
        {
            return null;
        }

        if ((await answer.Content.ReadAsStringAsync(Cancel)).Contains(Marker, StringComparison.Ordinal))
        {
            failures.Add("unescaped " + what);
        }

        return answer.IsSuccessStatusCode ? await DeskClient.ParseAsync(answer) : null;
    }

    private static string Short(string value) => value.Length > 60 ? value[..60] + "…" : value;
}

using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Benchmarks.Desk;

/// <summary>An editor signed in over one connection that stays open: what is timed is the server and the loopback.</summary>
internal sealed partial class DeskVisitor(string url) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = new Uri(url) };

    public async Task SignInAsync(string address = SampleDesk.Address, string password = SampleDesk.Password)
    {
        var token = Token().Match(await client.GetStringAsync(new Uri("/connexion", UriKind.Relative))).Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Address"] = address,
            ["Password"] = password,
            ["__jeton"] = token,
        });
        var answer = await client.PostAsync(new Uri("/connexion", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        if (answer.RequestMessage!.RequestUri!.AbsolutePath == "/connexion")
        {
            throw new InvalidOperationException("The account of the benchmark was refused.");
        }
    }

    /// <summary>Time to the last byte.</summary>
    public async Task<TimeSpan> TimeAsync(string path)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        await answer.Content.CopyToAsync(Stream.Null);
        answer.EnsureSuccessStatusCode();
        return watch.Elapsed;
    }

    /// <summary>Writes a news item, by its form. Time of the answer to the form.</summary>
    public async Task<TimeSpan> WriteAsync(string title)
    {
        const string Path = "/redaction/nouvelles/ajout";
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Title"] = title,
            ["Body"] = "Un **atelier** ouvert à tous, le matin et l’après-midi.",
            ["__jeton"] = Token().Match(await ReadAsync(Path)).Groups[1].Value,
        });
        var watch = Stopwatch.StartNew();
        using var answer = await client.PostAsync(new Uri(Path, UriKind.Relative), form);
        await answer.Content.CopyToAsync(Stream.Null);
        answer.EnsureSuccessStatusCode();
        return answer.RequestMessage!.RequestUri!.AbsolutePath != Path
            ? watch.Elapsed : throw new InvalidOperationException("The news item was refused.");
    }

    /// <summary>Adds a picture to the library by its page.</summary>
    public async Task UploadAsync(byte[] picture)
    {
        const string Path = "/redaction/images/ajout";
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Token().Match(await ReadAsync(Path)).Groups[1].Value), "__jeton" },
            { new ByteArrayContent(picture), "Pictures[0].File", "image" },
            { new StringContent("Des disques de couleur"), "Pictures[0].AlternativeText" },
        };
        using var answer = await client.PostAsync(new Uri(Path, UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        if (!(await answer.Content.ReadAsStringAsync()).Contains("notice-success", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The picture was refused.");
        }
    }

    public Task<string> ReadAsync(string path) => client.GetStringAsync(new Uri(path, UriKind.Relative));

    public void Dispose() => client.Dispose();

    [GeneratedRegex("name=\"__jeton\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

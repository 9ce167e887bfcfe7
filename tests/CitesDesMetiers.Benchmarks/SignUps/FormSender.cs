using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Benchmarks.SignUps;

/// <summary>Somebody who opens a form once and sends it again and again, from whatever address the proxy is made to tell.</summary>
internal sealed partial class FormSender(string url) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(url) };
    private string cookie = "";
    private string token = "";
    private string stamp = "";

    /// <summary>Opens the form and takes the time a person takes.</summary>
    public async Task OpenAsync()
    {
        using var answer = await client.GetAsync(new Uri("/inscription", UriKind.Relative));
        var page = await answer.Content.ReadAsStringAsync();
        cookie = string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        token = Token().Match(page).Groups[1].Value;
        stamp = Stamp().Match(page).Groups[1].Value;
        await Task.Delay(TimeSpan.FromSeconds(3));
    }

    public async Task<(HttpStatusCode Status, TimeSpan Time)> SendAsync(
        string path, string address, string from, string password = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["Address"] = address,
                ["Password"] = password,
                ["Stamp"] = stamp,
                ["__jeton"] = token,
            }),
        };
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("X-Forwarded-For", from);
        var watch = Stopwatch.StartNew();
        using var answer = await client.SendAsync(request);
        await answer.Content.CopyToAsync(Stream.Null);
        return (answer.StatusCode, watch.Elapsed);
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex("name=\"__jeton\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"Stamp\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Stamp();
}

using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Sending.Copies;
using CitesDesMetiers.Tests.Sending.Smtp;

namespace CitesDesMetiers.Tests.Site.Subscription;

/// <summary>Somebody with a browser and a mailbox.</summary>
internal sealed class Reader(SmtpSite site) : IDisposable
{
    private readonly HttpClient client = site.CreateSiteClient();

    public HttpClient Client => client;

    public void Dispose() => client.Dispose();

    public async Task<IDocument> ReadAsync(string path) => await ParseAsync(await client.GetAsync(path));

    /// <summary>Opens the form, takes the time a person takes, and sends it.</summary>
    public async Task<HttpResponseMessage> SignUpAsync(string? address, string? organisation = null, TimeSpan? taking = null, string website = "")
    {
        var form = await ReadAsync("/inscription");
        site.Clock.Forward(taking ?? TimeSpan.FromSeconds(5));
        return await SendAsync("/inscription", form, new()
        {
            ["Address"] = address ?? "",
            ["Organisation"] = organisation ?? "",
            ["Website"] = website,
            ["Stamp"] = form.QuerySelector("#Stamp")!.GetAttribute("value")!,
        });
    }

    public async Task<HttpResponseMessage> SendAsync(string path, IDocument form, Dictionary<string, string> fields)
    {
        fields["__jeton"] = form.QuerySelector("[name=__jeton]")?.GetAttribute("value") ?? "";
        using var body = new FormUrlEncodedContent(fields);
        return await client.PostAsync(path, body);
    }

    /// <summary>Waits for that many mails and gives the path of the link in the last.</summary>
    public async Task<string> ConfirmationPathAsync(int mails = 1)
    {
        await Eventually.TrueAsync(() => site.Relay.Mails.Count >= mails, "the confirmation mail has come");
        return PathIn(site.Relay.Mails.Last());
    }

    public static string PathIn(ReceivedMail mail)
    {
        var text = MimeKit.MimeMessage.Load(new MemoryStream(MessageTests.Unstuffed(mail.Raw))).TextBody!;
        return Regex.Match(text, "https://lettre\\.example(/inscription/confirmer/[A-Za-z0-9_-]{43})").Groups[1].Value;
    }

    public async Task<HttpResponseMessage> ConfirmAsync(string path) => await SendAsync(path, await ReadAsync(path), []);

    public static async Task<IDocument> ParseAsync(HttpResponseMessage answer) =>
        await BrowsingContext.New(Configuration.Default).OpenAsync(async r => r.Content(await answer.Content.ReadAsStringAsync()));
}

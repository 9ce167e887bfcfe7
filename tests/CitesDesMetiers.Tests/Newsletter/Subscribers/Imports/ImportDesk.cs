using System.Globalization;
using System.Net;
using System.Text;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers.Imports;

/// <summary>An administrator who imports files through the pages.</summary>
internal sealed class ImportDesk(SiteFactory site, DeskClient desk) : IDisposable
{
    public const string Path = "/redaction/abonnes/import";

    public DeskClient Client => desk;

    public static async Task<ImportDesk> OpenAsync(SiteFactory site) => new(site, await DeskClient.SignInAsync(site, Role.Administrator));

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <returns>The answer to the upload.</returns>
    public Task<HttpResponseMessage> SendAsync(byte[] file, string name) => desk.SubmitAsync(Path, [], file: ("File", name, file));

    /// <returns>The import, which waits for its columns.</returns>
    public async Task<int> UploadAsync(byte[] file, string name = "liste.csv")
    {
        var answer = await SendAsync(file, name);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, (await DeskClient.ParseAsync(answer)).QuerySelector(".error-summary")?.TextContent);
        return int.Parse(answer.Headers.Location!.OriginalString.Split('/')[^2], CultureInfo.InvariantCulture);
    }

    /// <summary>Uploads and has checked with the columns that were guessed.</summary>
    public async Task<SubscriberImport> CheckAsync(byte[] file, string name = "liste.csv", string? consentOn = "2026-01-15")
    {
        var id = await UploadAsync(file, name);
        var answer = await desk.SubmitAsync(
            $"{Path}/{id}/colonnes", new() { ["ConsentSource"] = "Salon de Lille", ["ConsentOn"] = consentOn ?? "" }, "/colonnes");
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, (await DeskClient.ParseAsync(answer)).QuerySelector(".error-summary")?.TextContent);
        return await RestAsync(id);
    }

    /// <summary>The whole way.</summary>
    public async Task<SubscriberImport> ImportAsync(byte[] file, string name = "liste.csv", string? consentOn = "2026-01-15")
    {
        var import = await CheckAsync(file, name, consentOn);
        return import.MayStart ? await StepAsync(import.Id, "lancement") : import;
    }

    public Task<SubscriberImport> UndoAsync(int id, bool stops = false) =>
        StepAsync(id, "annulation", stops ? new() { ["StopsReceivers"] = "true" } : []);

    public async Task<SubscriberImport> StepAsync(int id, string step, Dictionary<string, string>? values = null)
    {
        var answer = await desk.SubmitAsync($"{Path}/{id}", values ?? [], step);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return await RestAsync(id);
    }

    /// <summary>Waits until nobody works on it.</summary>
    public async Task<SubscriberImport> RestAsync(int id)
    {
        SubscriberImport import = null!;
        await Eventually.TrueAsync(
            async () => !(import = await site.WithDatabaseAsync(
                db => db.SubscriberImports.AsNoTracking().SingleAsync(i => i.Id == id))).IsWorkedOn,
            "nobody works on the import");
        return import;
    }

    public void Dispose() => desk.Dispose();
}

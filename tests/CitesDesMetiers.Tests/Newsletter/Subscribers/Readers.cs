using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers;

/// <summary>Subscribers of a test, made by the domain's own verbs.</summary>
internal static class Readers
{
    /// <param name="at">UTC; when they confirmed.</param>
    public static async Task<int> AddReaderAsync(this SiteFactory site, string address, DateTime? at = null, Action<Subscriber>? also = null)
    {
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(CancellationToken.None);
        return await site.WithDatabaseAsync(async db =>
        {
            var email = EmailAddress.Parse(address);
            var when = at ?? Samples.Noon;
            var reader = new Subscriber(email, keys.KeyOf(email), "fr", "Mission locale", when);
            reader.AskToConfirm([1], Proof(ConsentKind.Requested, email, when));
            reader.Confirm(Proof(ConsentKind.Confirmed, email, when.AddMinutes(5)));
            also?.Invoke(reader);
            db.Add(reader);
            await db.SaveChangesAsync();
            return reader.Id;
        });
    }

    public static ConsentEvent Proof(ConsentKind kind, EmailAddress address, DateTime at) =>
        new(
            kind,
            kind is ConsentKind.Requested ? ConsentSource.Form : ConsentSource.ConfirmationPage,
            at,
            address.Value,
            "fr",
            "J’accepte.\nVraiment.",
            "2026-11",
            "2026-11");
}

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text.Json;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Identity.Factors;

/// <summary>Why a passkey was refused.</summary>
internal enum PasskeyRefusal
{
    /// <summary>The request is too old, was answered already, or was never made by this browser.</summary>
    NoRequest,

    /// <summary>The answer was made for another site.</summary>
    OtherSite,

    /// <summary>It counts its uses, and counted fewer than the site did: it may be a copy.</summary>
    Counter,

    /// <summary>Unknown here, removed, without a check of the person, or not readable.</summary>
    Unknown,
}

/// <param name="User">Null if the passkey was refused.</param>
/// <param name="IsSecondStep">Whether the request was for one account, whose password had been given.</param>
internal sealed record PasskeySignIn(User? User, PasskeyRefusal Refusal, bool IsSecondStep);

/// <summary>
/// Asks for passkeys and checks the answers (WebAuthn). It uses Identity's handler but not its sign-in manager, which throws without a
/// pending request (dotnet/aspnetcore 67410) and keeps the request in the cookie of a pending code.
/// </summary>
public sealed class PasskeyCeremonies(
    NewsletterContext db, IPasskeyHandler<User> handler, UserManager<User> users, StateCookies cookies, RepeatedEvents repeated,
    TimeProvider clock, ILogger<PasskeyCeremonies> log)
{
    private const string Cookie = "cle";
    private const string OtherSite = nameof(PasskeyCeremonies);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <param name="State">The handler's.</param>
    /// <param name="UserId">The account that the request is for; null where the passkey says so.</param>
    private sealed record Request(string State, int? UserId);

    /// <returns>What the browser's <c>navigator.credentials.create</c> takes, as JSON.</returns>
    public async Task<string> AskForNewAsync(HttpContext context, User user)
    {
        var entity = new PasskeyUserEntity { Id = await users.GetUserIdAsync(user), Name = user.Email!, DisplayName = user.DisplayName };
        var options = await handler.MakeCreationOptionsAsync(entity, context);
        cookies.Write(context, Cookie, new Request(options.AttestationState!, user.Id), Life);
        return options.CreationOptionsJson;
    }

    /// <returns>Null if it was refused.</returns>
    internal async Task<(UserPasskeyInfo? Passkey, PasskeyRefusal Refusal)> AcceptNewAsync(HttpContext context, User user, string? credential)
    {
        if (Take(context) is not { } request || request.UserId != user.Id || string.IsNullOrEmpty(credential))
        {
            return (null, PasskeyRefusal.NoRequest);
        }

        var result = await handler.PerformAttestationAsync(
            new() { HttpContext = context, CredentialJson = credential, AttestationState = request.State });
        if (result.Succeeded && result.Passkey.CredentialId.Length <= PasskeyColumns.IdLength)
        {
            return (result.Passkey, default);
        }

        log.LogWarning(result.Failure, "A new passkey of user {UserId} was refused", user.Id);
        return (null, context.Items.ContainsKey(OtherSite) ? PasskeyRefusal.OtherSite : PasskeyRefusal.Unknown);
    }

    /// <param name="user">Whose passkey it must be; null where any opens the session of its owner.</param>
    /// <returns>What the browser's <c>navigator.credentials.get</c> takes, as JSON.</returns>
    public async Task<string> AskAsync(HttpContext context, User? user)
    {
        var options = await handler.MakeRequestOptionsAsync(user, context);
        cookies.Write(context, Cookie, new Request(options.AssertionState!, user?.Id), Life);
        return options.RequestOptionsJson;
    }

    internal async Task<PasskeySignIn> SignInAsync(HttpContext context, string? credential)
    {
        if (Take(context) is not { } request || string.IsNullOrEmpty(credential))
        {
            return new(null, PasskeyRefusal.NoRequest, false);
        }

        var isSecondStep = request.UserId is not null;
        var result = await handler.PerformAssertionAsync(
            new() { HttpContext = context, CredentialJson = credential, AssertionState = request.State });
        if (!result.Succeeded || result.User.IsBlocked)
        {
            log.LogWarning(result.Failure, "A passkey was refused");
            repeated.Note(AuditAction.SignInFailed, result.User, "Clé d’accès refusée");
            var refusal = context.Items.ContainsKey(OtherSite) ? PasskeyRefusal.OtherSite
                : await IsBehindAsync(credential, context.RequestAborted) ? PasskeyRefusal.Counter : PasskeyRefusal.Unknown;
            return new(null, refusal, isSecondStep);
        }

        // The counter must be stored: a copy of the authenticator would not be noticed later.
        if (!(await users.AddOrUpdatePasskeyAsync(result.User, result.Passkey)).Succeeded)
        {
            return new(null, PasskeyRefusal.NoRequest, isSecondStep);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        await db.UserPasskeys.Where(p => p.CredentialId == result.Passkey.CredentialId)
            .ExecuteUpdateAsync(p => p.SetProperty(x => EF.Property<DateTime?>(x, PasskeyColumns.UsedAt), now), context.RequestAborted);
        return new(result.User, default, isSecondStep);
    }

    /// <summary>Requires a check of the person by the authenticator, so that a passkey is two factors, and answers made for this site.</summary>
    public static void Configure(IdentityPasskeyOptions passkeys, SiteOptions site)
    {
        passkeys.ServerDomain = site.PublicUri.IdnHost;
        passkeys.UserVerificationRequirement = "required";
        passkeys.ResidentKeyRequirement = "required";
        passkeys.ValidateOrigin = context =>
        {
            var isHere = !context.CrossOrigin && context.Origin == site.PublicUri.GetLeftPart(UriPartial.Authority);
            if (!isHere)
            {
                context.HttpContext.Items[OtherSite] = true;
            }

            return ValueTask.FromResult(isHere);
        };
    }

    /// <summary>A request is answered once.</summary>
    private Request? Take(HttpContext context)
    {
        var request = cookies.Read<Request>(context, Cookie);
        cookies.Delete(context, Cookie);
        return request;
    }

    /// <summary>
    /// Whether the answer counts fewer uses than are stored. The handler says why it refuses an answer in English prose only. It judged the
    /// answer before: this finds the words for the person.
    /// </summary>
    private async Task<bool> IsBehindAsync(string credential, CancellationToken cancellation)
    {
        try
        {
            using var answer = JsonDocument.Parse(credential);
            var id = Base64Url.DecodeFromChars(answer.RootElement.GetProperty("id").GetString());
            var data = Base64Url.DecodeFromChars(answer.RootElement.GetProperty("response").GetProperty("authenticatorData").GetString());

            // A hash of 32 bytes and one byte of flags come before the counter.
            var counter = BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(33));
            var stored = await db.UserPasskeys.AsNoTracking().Where(p => p.CredentialId == id).ToListAsync(cancellation);
            return stored.Exists(p => p.Data.SignCount > 0 && counter <= p.Data.SignCount);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or ArgumentOutOfRangeException)
        {
            return false;
        }
    }
}

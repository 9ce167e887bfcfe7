using System.Text.Json;
using CitesDesMetiers.Sending.Settings;
using MailKit;
using MailKit.Security;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>Signs in with the password, or with an OAuth access token that is requested when needed and reused until it expires.</summary>
internal sealed class MailboxSignIn(ReturnMailbox settings, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan BeforeEnd = TimeSpan.FromMinutes(2);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(30),
        MaxResponseContentBufferSize = 256 * 1024,
    };

    private string? accessToken;
    private string? refreshToken = settings.OAuth?.RefreshToken;
    private DateTimeOffset endsAt;

    /// <exception cref="AuthenticationException">The mail server or the token service refused.</exception>
    public async Task SignInAsync(IMailService client, CancellationToken cancellation)
    {
        if (settings.OAuth is not { } oauth)
        {
            await client.AuthenticateAsync(settings.User, settings.Password!, cancellation);
            return;
        }

        var token = await TokenAsync(oauth, cancellation);
        try
        {
            SaslMechanism mechanism = client.AuthenticationMechanisms.Contains("XOAUTH2") || !client.AuthenticationMechanisms.Contains("OAUTHBEARER")
                ? new SaslMechanismOAuth2(settings.User, token)
                : new SaslMechanismOAuthBearer(settings.User, token);
            await client.AuthenticateAsync(mechanism, cancellation);
        }
        catch (AuthenticationException)
        {
            accessToken = null;
            throw;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<string> TokenAsync(OAuthClient oauth, CancellationToken cancellation)
    {
        if (accessToken is { } known && clock.GetUtcNow() < endsAt)
        {
            return known;
        }

        Dictionary<string, string?> fields = new()
        {
            ["grant_type"] = refreshToken is null ? "client_credentials" : "refresh_token",
            ["client_id"] = oauth.ClientId,
            ["client_secret"] = oauth.ClientSecret,
            ["refresh_token"] = refreshToken,
            ["scope"] = oauth.Scope,
        };
        using var content = new FormUrlEncodedContent(fields.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Key, f.Value!)));
        using var answer = await http.PostAsync(oauth.TokenEndpoint, content, cancellation);
        if ((int)answer.StatusCode is >= 400 and < 500)
        {
            throw new AuthenticationException($"The token service answered {(int)answer.StatusCode}.");
        }

        answer.EnsureSuccessStatusCode();
        return Keep(await answer.Content.ReadAsStringAsync(cancellation));
    }

    private string Keep(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            accessToken = json.RootElement.GetProperty("access_token").GetString()!;
            endsAt = clock.GetUtcNow() - BeforeEnd + TimeSpan.FromSeconds(json.RootElement.TryGetProperty("expires_in", out var life)
                && life.TryGetDouble(out var seconds) ? seconds : 600);

            // Some services issue a new refresh token each time and revoke the old one.
            refreshToken = json.RootElement.TryGetProperty("refresh_token", out var next) ? next.GetString() ?? refreshToken : refreshToken;
            return accessToken;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new AuthenticationException("The token service gave no access token.", e);
        }
    }
}

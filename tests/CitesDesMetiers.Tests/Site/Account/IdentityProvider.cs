using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CitesDesMetiers.Tests.Site.Account;

/// <summary>What the provider does wrong, as an attacker in its place would.</summary>
public enum ProviderFault
{
    None,
    OtherKey,
    OtherAudience,
    OtherIssuer,
    OtherNonce,
    Expired,
}

/// <summary>
/// An OpenID Connect provider on the loopback interface: discovery, keys, authorization code with PKCE, tokens, as OpenID Connect Core 1.0 and
/// RFC 7636 say. Everybody who comes is <see cref="Subject"/>.
/// </summary>
public sealed class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = "infolettre";
    public const string ClientSecret = "un-secret-pour-les-essais";

    private readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "essai" };
    private readonly RsaSecurityKey otherKey = new(RSA.Create(2048)) { KeyId = "essai" };
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, string ReturnUri)> codes = new();
    private readonly WebApplication app;

    private IdentityProvider(WebApplication app) => this.app = app;

    public string Issuer => app.Urls.Single();
    public string Subject { get; set; } = "personne-1";
    public string Address { get; set; } = "";
    public bool IsVerified { get; set; } = true;
    public ProviderFault Fault { get; set; }

    public static async Task<IdentityProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        var provider = new IdentityProvider(builder.Build());
        provider.Map();
        await provider.app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private void Map()
    {
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = $"{Issuer}/authorize",
            ["token_endpoint"] = $"{Issuer}/token",
            ["jwks_uri"] = $"{Issuer}/keys",
            ["response_types_supported"] = (string[])["code"],
            ["subject_types_supported"] = (string[])["public"],
            ["id_token_signing_alg_values_supported"] = (string[])["RS256"],
            ["code_challenge_methods_supported"] = (string[])["S256"],
        }));
        app.MapGet("/keys", () =>
        {
            var shown = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.Rsa.ExportParameters(false)) { KeyId = key.KeyId });
            var entry = new { kty = shown.Kty, kid = shown.Kid, n = shown.N, e = shown.E, use = "sig", alg = "RS256" };
            return Results.Json(new { keys = new[] { entry } });
        });
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", async (HttpRequest request) => Exchange(await request.ReadFormAsync()));
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["response_type"] != "code" || query["client_id"] != ClientId || query["code_challenge_method"] != "S256")
        {
            return Results.BadRequest();
        }

        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        codes[code] = (query["code_challenge"].ToString(), query["nonce"].ToString(), query["redirect_uri"].ToString());
        return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"].ToString())}");
    }

    private IResult Exchange(IFormCollection form)
    {
        // Each code works once, for whoever began, at the address it was made for.
        var isRight = codes.TryRemove(form["code"].ToString(), out var known)
            && form["client_id"] == ClientId && form["client_secret"] == ClientSecret && form["redirect_uri"] == known.ReturnUri
            && Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == known.Challenge;
        return isRight
            ? Results.Json(new { access_token = "rien", token_type = "Bearer", expires_in = 60, id_token = Token(known.Nonce) })
            : Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
    }

    private string Token(string nonce)
    {
        var now = DateTime.UtcNow.AddHours(Fault is ProviderFault.Expired ? -2 : 0);
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Fault is ProviderFault.OtherIssuer ? "https://ailleurs.example" : Issuer,
            Audience = Fault is ProviderFault.OtherAudience ? "autre-site" : ClientId,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(5),
            SigningCredentials = new SigningCredentials(Fault is ProviderFault.OtherKey ? otherKey : key, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = Subject,
                ["nonce"] = Fault is ProviderFault.OtherNonce ? "autre" : nonce,
                ["email"] = Address,
                ["email_verified"] = IsVerified,
            },
        });
    }
}

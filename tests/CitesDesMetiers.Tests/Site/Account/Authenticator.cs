using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Site.Account;

/// <summary>A device with one passkey (WebAuthn, ES256), which answers as its browser would. A test can have it answer wrongly.</summary>
public sealed class Authenticator
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private string userHandle = "";

    /// <summary>Uses so far; each answer adds one.</summary>
    public uint Uses { get; set; }

    /// <summary>Whether it checks the person, by a finger or a code.</summary>
    public bool Checks { get; set; } = true;

    public string Origin { get; set; } = SiteFactory.PublicUrl;

    /// <summary>The host that it believes to answer.</summary>
    public string Host { get; set; } = "lettre.example";

    /// <param name="options">Of the site.</param>
    public string Create(string options)
    {
        using var asked = JsonDocument.Parse(options);
        userHandle = asked.RootElement.GetProperty("user").GetProperty("id").GetString()!;
        var point = key.ExportParameters(false).Q;
        byte[] publicKey = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Data(0x40), .. new byte[16], 0, (byte)id.Length, .. id, .. publicKey];
        byte[] attestation =
            [
                0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data
            ];
        var client = Client("webauthn.create", asked.RootElement);
        return Answer(new { clientDataJSON = Text(client), attestationObject = Text(attestation), transports = (string[])["internal"] });
    }

    public string Get(string options)
    {
        using var asked = JsonDocument.Parse(options);
        Uses++;
        var data = Data(0);
        var client = Client("webauthn.get", asked.RootElement);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new
        {
            clientDataJSON = Text(client),
            authenticatorData = Text(data),
            signature = Text(signature),
            userHandle,
        });
    }

    /// <summary>Adds its passkey to the account of a signed-in person.</summary>
    public async Task<HttpResponseMessage> AddToAsync(DeskClient person, string name = "Mon téléphone")
    {
        var options = await AskAsync(person, "/compte/securite", "/compte/securite/cles/demande");
        return await person.SubmitAsync(
            "/compte/securite", new() { ["Credential"] = Create(options), ["name"] = name }, action: "/compte/securite/cles");
    }

    /// <param name="page">That of the sign-in, or of its second step.</param>
    public async Task<HttpResponseMessage> SignInAsync(DeskClient person, string page = "/connexion")
    {
        var ask = (await person.GetAsync(page)).QuerySelector("[data-passkey]")!.GetAttribute("data-passkey")!;
        return await SendAsync(person, page, Get(await AskAsync(person, page, ask)));
    }

    public static async Task<HttpResponseMessage> SendAsync(DeskClient person, string page, string answer)
    {
        var document = await person.GetAsync(page);
        document.QuerySelector("[name=Credential]")!.SetAttribute("value", answer);
        return await person.PressAsync(document, "/connexion/cle");
    }

    public static async Task<string> AskAsync(DeskClient person, string page, string address)
    {
        var token = (await person.GetAsync(page)).QuerySelector("main [name=__jeton]")!.GetAttribute("value");
        using var nothing = new FormUrlEncodedContent([new("__jeton", token)]);
        var options = await person.Http.PostAsync(address, nothing);
        Assert.True(options.IsSuccessStatusCode, $"{address}: {(int)options.StatusCode}");
        return await options.Content.ReadAsStringAsync();
    }

    private byte[] Data(byte flags)
    {
        var uses = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(uses, Uses);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Host)), (byte)(flags | (Checks ? 0x05 : 0x01)), .. uses];
    }

    private byte[] Client(string type, JsonElement options) => JsonSerializer.SerializeToUtf8Bytes(
        new { type, challenge = options.GetProperty("challenge").GetString(), origin = Origin, crossOrigin = false });

    private string Answer<T>(T response) => JsonSerializer.Serialize(
        new { id = Text(id), rawId = Text(id), type = "public-key", clientExtensionResults = new { }, response });

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}

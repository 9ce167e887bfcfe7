using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk;

/// <summary>What cannot be accepted comes back with a clear message, with what was typed, and with nothing saved.</summary>
public sealed class BadInputTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private DeskClient desk = null!;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        desk = await DeskClient.SignInAsync(site, Role.Editor);
    }

    [Theory]
    [InlineData("", "Titre : à renseigner.")]
    [InlineData("Nouvelle\u0007 sonnante", "Titre : un caractère invisible")]
    [InlineData("Titre \u202Eretourné", "Titre : un caractère invisible")]
    public async Task A_title_that_is_none_is_refused(string title, string message) => await RefusedTitleAsync(title, message);

    [Fact]
    public Task A_title_of_ten_thousand_characters_is_refused_and_given_back() =>
        RefusedTitleAsync(new string('é', 10_000), "Titre : 200 caractères au plus ; il y en a 10 000.");

    [Fact]
    public async Task A_text_with_html_and_scripts_is_kept_as_typed_and_runs_nowhere()
    {
        const string Hostile =
            "<script>alert(1)</script> [clic](javascript:alert(2)) ![x](https://ailleurs.example/p.png) <img src=x onerror=alert(3)>";
        await desk.SubmitAsync("/redaction/nouvelles/ajout", new() { ["Title"] = "<b>Titre</b>", ["Body"] = Hostile });
        var id = await site.WithDatabaseAsync(db => db.News.Select(n => n.Id).SingleAsync(Cancel));

        var form = await desk.GetAsync($"/redaction/nouvelles/{id}");
        var preview = await desk.GetAsync($"/redaction/nouvelles/{id}/apercu");

        Assert.Equal(Hostile, form.QuerySelector("#Body")!.TextContent.Trim());
        var article = preview.QuerySelector("article")!;
        Assert.Equal("<b>Titre</b>", article.QuerySelector("h1")!.TextContent);
        Assert.Empty(article.QuerySelectorAll("script, img, a[href^=javascript], [onerror]"));
    }

    [Theory]
    [InlineData("texte.jpg", "Ceci n'est pas une image.")]
    [InlineData("page.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    public async Task A_file_that_is_no_picture_is_refused_and_the_text_kept(string name, string content)
    {
        var answer = await SendPictureAsync(name, System.Text.Encoding.UTF8.GetBytes(content));

        await RefusedAsync(answer, "n’est pas une image");
    }

    [Fact]
    public async Task A_picture_cut_in_the_middle_is_refused()
    {
        var answer = await SendPictureAsync("coupee.png", Samples.Picture(800, 600, ".png")[..200]);

        await RefusedAsync(answer, "Image « coupee.png »");
    }

    [Fact]
    public async Task A_picture_of_thirty_thousand_pixels_square_is_refused_without_being_decoded()
    {
        var before = GC.GetTotalAllocatedBytes();

        var answer = await SendPictureAsync("bombe.png", Bomb(30_000, 30_000));

        await RefusedAsync(answer, "30000 × 30000 points");
        Assert.True(GC.GetTotalAllocatedBytes() - before < 200_000_000);
    }

    [Fact]
    public async Task A_picture_of_fifty_megabytes_is_refused_and_the_text_kept()
    {
        var answer = await SendPictureAsync("lourde.jpg", [.. Samples.Picture(600, 400), .. new byte[50_000_000]]);

        await RefusedAsync(answer, "20 Mo au plus en tout");
    }

    [Fact]
    public async Task A_picture_without_a_description_is_refused()
    {
        var answer = await SendPictureAsync("belle.jpg", Samples.Picture(600, 400), alternativeText: "");

        await RefusedAsync(answer, "Texte de remplacement : décrivez l’image");
    }

    [Fact]
    public async Task A_real_picture_is_encoded_anew_and_loses_what_it_carried()
    {
        var bytes = Samples.Picture(2_000, 1_000);
        var answer = await SendPictureAsync("vraie.jpg", [.. bytes, .. "<?php secret ?>"u8]);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var variants = await site.WithDatabaseAsync(db => db.MediaVariants.OrderByDescending(v => v.Width).ToListAsync(Cancel));
        Assert.Equal([1_600, 1_200, 480], variants.Select(v => v.Width));
        Assert.All(variants, v => Assert.Equal("image/jpeg", v.ContentType));
        Assert.All(variants, v => Assert.DoesNotContain("secret", System.Text.Encoding.Latin1.GetString(v.Bytes), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dates_that_end_before_they_start_are_refused()
    {
        var answer = await desk.SubmitAsync(
            "/redaction/agenda/ajout", new() { ["Title"] = "Formation", ["StartsOn"] = "2026-06-27", ["EndsOn"] = "2026-06-25" });

        var page = await DeskClient.ParseAsync(answer);
        Assert.Contains("il vient avant le premier jour", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2026-06-25", page.QuerySelector("#EndsOn")!.GetAttribute("value"));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Agenda.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData("nom avec espaces@reseau.example", "ne contient pas d’espace")]
    [InlineData("nom@reseau", "au moins un point")]
    [InlineData("hélène@reseau.example", "ne peut pas contenir d’accent")]
    [InlineData("sans-arobase.example", "il manque le signe @")]
    public async Task An_address_that_cannot_be_written_to_is_refused(string address, string message)
    {
        var answer = await desk.SubmitAsync("/redaction/contacts/ajout", new() { ["Name"] = "Équipe", ["Address"] = address });

        var page = await DeskClient.ParseAsync(answer);
        Assert.Contains(message, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(address, page.QuerySelector("#Address")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_with_a_page_that_says_what_to_do()
    {
        using var content = new FormUrlEncodedContent([new("Title", "Sans jeton")]);

        var answer = await desk.Http.PostAsync("/redaction/nouvelles/ajout", content, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Rien n’a été enregistré", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task RefusedTitleAsync(string title, string message)
    {
        var answer = await desk.SubmitAsync("/redaction/nouvelles/ajout", new() { ["Title"] = title, ["Body"] = "Le texte." });

        var page = await DeskClient.ParseAsync(answer);
        Assert.Contains(message, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(title, page.QuerySelector("#Title")!.GetAttribute("value"));
        Assert.Equal("Le texte.", page.QuerySelector("#Body")!.TextContent.Trim());
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.News.CountAsync(Cancel)));
    }

    private Task<HttpResponseMessage> SendPictureAsync(string name, byte[] bytes, string alternativeText = "Un mur bleu") =>
        desk.SubmitAsync(
            "/redaction/nouvelles/ajout",
            new() { ["Title"] = "Avec image", ["Body"] = "Le texte.", ["AlternativeText"] = alternativeText },
            file: ("Picture", name, bytes));

    private async Task RefusedAsync(HttpResponseMessage answer, string message)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await DeskClient.ParseAsync(answer);
        Assert.Contains(message, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Le texte.", page.QuerySelector("#Body")!.TextContent.Trim());
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.News.CountAsync(Cancel)));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Media.CountAsync(m => m.DeletedAt == null, Cancel)));
    }

    /// <summary>A PNG header that promises a picture of that size, and nothing behind it.</summary>
    private static byte[] Bomb(int width, int height)
    {
        var png = Samples.Picture(60, 60, ".png");
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc32(png.AsSpan(12, 17)));
        return png;
    }

    /// <summary>The checksum of a PNG chunk (RFC 2083, 15).</summary>
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}

using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CitesDesMetiers.Core.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.App;

/// <summary>Somebody signed in who reads pages and fills in their forms, as a browser without scripts would.</summary>
public sealed class DeskClient(HttpClient client) : IDisposable
{
    public const string Password = "quatre-tuiles-bleues";

    private static readonly HtmlParser Parser = new();

    public HttpClient Http => client;

    /// <summary>The address of the account.</summary>
    public string Address { get; private init; } = "";

    /// <summary>Makes an account of the role and signs in with it through the page.</summary>
    public static async Task<DeskClient> SignInAsync(SiteFactory site, Role role, int? citeId = null, bool mayApprove = true, bool maySend = true)
    {
        // Digits: the letters of a Guid once made a word that a test searched for.
        var address = FormattableString.Invariant($"{role}-{Random.Shared.NextInt64():D19}@test.example");
        await using (var scope = site.Services.CreateAsyncScope())
        {
            var user = new User(address, $"Essai {role}", role, citeId) { EmailConfirmed = true };
            user.Entrust(mayApprove, maySend);
            var result = await scope.ServiceProvider.GetRequiredService<UserManager<User>>()
                .CreateAsync(user, Password);
            Assert.True(result.Succeeded);
        }

        var desk = new DeskClient(site.CreateSiteClient()) { Address = address };
        var answer = await desk.SubmitAsync("/connexion", new() { ["Address"] = address, ["Password"] = Password });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return desk;
    }

    public async Task<IHtmlDocument> GetAsync(string path)
    {
        var answer = await client.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}");
        return await ParseAsync(answer);
    }

    /// <summary>The page, with ordinary spaces for those that do not break: tests compare words, and typography has tests of its own.</summary>
    public static async Task<IHtmlDocument> ParseAsync(HttpResponseMessage answer)
    {
        var page = Parser.ParseDocument(await answer.Content.ReadAsStringAsync());
        foreach (
            var text in page.Descendants<IText>().Where(t => t.Parent is not IHtmlTextAreaElement && t.Data.AsSpan().ContainsAny('\u00A0', '\u202F'))
                .ToList())
        {
            text.Data = text.Data.Replace('\u00A0', ' ').Replace('\u202F', ' ');
        }

        return page;
    }

    /// <summary>Opens the page, changes the given fields of a form in its main part and sends it.</summary>
    /// <param name="action">End of the form's address; otherwise the largest form that has all these fields.</param>
    public async Task<HttpResponseMessage> SubmitAsync(
        string path, Dictionary<string, string> values, string? action = null, (string Field, string Name, byte[] Bytes)? file = null) =>
        await SendAsync(await GetAsync(path), path, values, action, file);

    /// <summary>The same from a page that was opened before.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        IHtmlDocument page, string path, Dictionary<string, string> values, string? action = null, (
            string Field, string Name, byte[] Bytes)? file = null)
    {
        var form = page.QuerySelectorAll("main form").OfType<IHtmlFormElement>()
            .Where(f => f.GetAttribute("method") == "post" && values.Keys.All(name => f.Elements.Any(e => e.GetAttribute("name") == name)))
            .Where(f => action is null || f.GetAttribute("action")?.EndsWith(action, StringComparison.Ordinal) == true)
            .MaxBy(f => f.Elements.Length) ?? throw new InvalidOperationException(
                $"{path} has no form with {string.Join(", ", values.Keys)} for {action}.");
        var fields = FieldsOf(form).Where(f => !values.ContainsKey(f.Key)).Concat(values).ToList();
        using HttpContent content = file is { } upload ? Multipart(fields, upload) : new FormUrlEncodedContent(fields);
        return await client.PostAsync(form.GetAttribute("action") is { Length: > 0 } target ? target : path, content);
    }

    /// <summary>Opens the page and presses the button that leads to an address of its own.</summary>
    /// <param name="action">End of that address.</param>
    public async Task<HttpResponseMessage> PressAsync(string path, string action, string? value = null) =>
        await PressAsync(await GetAsync(path), action, value);

    /// <summary>The same on a page that was opened before.</summary>
    public async Task<HttpResponseMessage> PressAsync(IHtmlDocument page, string action, string? value = null)
    {
        var button = page.QuerySelectorAll("main button[formaction]").OfType<IHtmlButtonElement>()
            .First(b => b.GetAttribute("formaction")!.EndsWith(action, StringComparison.Ordinal) && (value is null || b.Value == value));
        var fields = FieldsOf(button.Form!).ToList();
        if (button.Name is { Length: > 0 } name)
        {
            fields.Add(new(name, button.Value));
        }

        using var content = new FormUrlEncodedContent(fields);
        return await client.PostAsync(button.GetAttribute("formaction"), content);
    }

    public void Dispose() => client.Dispose();

    public static IEnumerable<KeyValuePair<string, string>> FieldsOf(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Type: "file" }:
                    break;
                case IHtmlInputElement { Name.Length: > 0 } input:
                    yield return new(input.Name, input.Value);
                    break;
                case IHtmlTextAreaElement { Name.Length: > 0 } area:
                    yield return new(area.Name, area.Value);
                    break;
                case IHtmlSelectElement { Name.Length: > 0 } select:
                    yield return new(select.Name, select.Value ?? "");
                    break;
            }
        }
    }

    private static MultipartFormDataContent Multipart(List<KeyValuePair<string, string>> fields, (string Field, string Name, byte[] Bytes) file)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            content.Add(new StringContent(value), name);
        }

        content.Add(new ByteArrayContent(file.Bytes), file.Field, file.Name);
        return content;
    }
}

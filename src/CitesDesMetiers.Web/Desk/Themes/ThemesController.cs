using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Themes;

/// <summary>The themes by which readers filter news.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(DeskAddresses.Themes)]
public class ThemesController(NewsletterContext db) : DeskController(db)
{
    [HttpGet("")]
    public Task<IActionResult> Index(CancellationToken cancellation) => ListAsync(new ThemeForm(), cancellation);

    [HttpPost("")]
    public async Task<IActionResult> Create(ThemeForm form, CancellationToken cancellation)
    {
        await CheckAsync(form, null, cancellation);
        if (!ModelState.IsValid)
        {
            return await ListAsync(form, cancellation);
        }

        var taken = await Db.Themes.Select(t => t.Slug).ToHashSetAsync(cancellation);
        Db.Themes.Add(new Theme(form.Name!, Slug.Unique(Slug.From(form.Name!), taken)));
        await Db.SaveChangesAsync(cancellation);
        return Done($"Le thème « {form.Name} » est ajouté.", nameof(Index));
    }

    [HttpGet("{id:int}")]
    public async Task<IActionResult> Edit(int id, CancellationToken cancellation) =>
        await Db.Themes.Where(t => t.Id == id).Select(t => new ThemeForm { Name = t.Name }).FirstOrDefaultAsync(cancellation) is { } form
            ? View("Form", form)
            : NotFound();

    [HttpPost("{id:int}")]
    public async Task<IActionResult> Rename(int id, ThemeForm form, CancellationToken cancellation)
    {
        await CheckAsync(form, id, cancellation);
        if (!ModelState.IsValid)
        {
            return View("Form", form);
        }

        if (await Db.Themes.FirstOrDefaultAsync(t => t.Id == id, cancellation) is not { } theme)
        {
            return NotFound();
        }

        theme.Rename(form.Name!);
        await Db.SaveChangesAsync(cancellation);
        return Done($"Le thème s’appelle maintenant « {theme.Name} ».", nameof(Index));
    }

    private async Task CheckAsync(ThemeForm form, int? id, CancellationToken cancellation)
    {
        var name = form.Name?.Trim();
        if (name is not null && await Db.Themes.AnyAsync(t => t.Name == name && t.Id != id, cancellation))
        {
            ModelState.AddModelError(nameof(form.Name), $"Nom : le thème « {name} » existe déjà.");
        }
    }

    private async Task<IActionResult> ListAsync(ThemeForm form, CancellationToken cancellation) =>
        View("Index", new ThemesPage(
            await Db.Themes.OrderByFrench(t => t.Name)
                .Select(t => new ThemeRow(t.Id, t.Name, Db.News.Count(n => n.Themes.Any(x => x.Id == t.Id)))).ToListAsync(cancellation),
            form));
}

public class ThemeForm
{
    [Display(Name = "Nom du thème"), Line(60, Required = true)]
    public string? Name { get; set; }
}

public sealed record ThemeRow(int Id, string Name, int News);

internal sealed record ThemesPage(IReadOnlyList<ThemeRow> Themes, ThemeForm Form) : IFormPage<ThemeForm>;

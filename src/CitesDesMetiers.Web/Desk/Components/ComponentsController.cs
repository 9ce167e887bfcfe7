using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Components;

/// <summary>Examples of all components of the desk, side by side, for those who change them. In Development only.</summary>
[Route(DeskAddresses.Components)]
public class ComponentsController(NewsletterContext db, IWebHostEnvironment environment) : DeskController(db)
{
    [HttpGet("")]
    public IActionResult Index()
    {
        if (!environment.IsDevelopment())
        {
            return NotFound();
        }

        ModelState.AddModelError(nameof(ExampleForm.Refused), "Adresse : il y manque le signe @. Ce que vous avez écrit est conservé.");
        return View(new ComponentsPage(new ExampleForm { Line = "Forum des métiers", Refused = "ada.example" }));
    }
}

internal sealed record ComponentsPage(ExampleForm Form) : IFormPage<ExampleForm>;

/// <summary>One field of each kind.</summary>
public class ExampleForm
{
    [Display(Name = "Une ligne"), Line(100, Required = true)]
    public string? Line { get; set; }

    [Display(Name = "Plusieurs lignes"), Paragraphs(500)]
    public string? Lines { get; set; }

    [Display(Name = "Un choix")]
    public string? Choice { get; set; }

    [Display(Name = "Un jour")]
    public DateOnly? Day { get; set; }

    [Display(Name = "Une case à cocher")]
    public bool Box { get; set; }

    [Display(Name = "Une ligne refusée"), MailAddress]
    public string? Refused { get; set; }
}

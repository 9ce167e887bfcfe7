using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CitesDesMetiers.Web.Desk.Subscribers;

/// <summary>Verifies that a proof was signed by this site and is unchanged.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(SubscriberAddresses.Verification)]
public class ProofsController(NewsletterContext db, ProofKey key) : DeskController(db)
{
    [HttpGet("")]
    public IActionResult Show() => View("Verify", new VerifyPage(new VerifyForm(), null));

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Costly)]
    public async Task<IActionResult> Verify(VerifyForm form, CancellationToken cancellation) =>
        View("Verify", new VerifyPage(form, ModelState.IsValid ? await key.VerifyAsync(form.Text!, cancellation) : null));

    /// <summary>The public key, so that anyone can verify a proof independently.</summary>
    [AllowAnonymous]
    [HttpGet(SiteAddresses.ProofKey)]
    public async Task<IActionResult> PublicKey(CancellationToken cancellation) =>
        Content(await key.PublicPemAsync(cancellation), "application/x-pem-file");
}

/// <param name="IsGenuine">Null before anything was verified.</param>
internal sealed record VerifyPage(VerifyForm Form, bool? IsGenuine) : IFormPage<VerifyForm>;

public class VerifyForm
{
    [Display(Name = "Texte de la preuve"), Required(ErrorMessage = "Texte de la preuve : à coller en entier."),
        StringLength(200_000, ErrorMessage = "Texte de la preuve : trop long pour en être une.")]
    public string? Text { get; set; }
}

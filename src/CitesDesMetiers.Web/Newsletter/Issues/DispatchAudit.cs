using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>Writes what people do with a dispatch to the audit log. The engine, which knows nothing of it, has done and saved the act.</summary>
public sealed class DispatchAudit(NewsletterContext db, AuditLog audit)
{
    /// <param name="after">What it comes to, in French; null if the act says all.</param>
    public async Task WriteAsync(AuditAction action, int dispatchId, string? after = null)
    {
        var sent = await db.Dispatches.Where(d => d.Id == dispatchId)
            .Select(d => new { d.Edition.Number, IsDigest = d.DigestId != null }).FirstOrDefaultAsync();
        var subject = sent is null ? "Envoi" : sent.IsDigest ? "Lettre trimestrielle" : AuditSubjects.Issue(sent.Number);
        await audit.WriteAsync(action, $"{subject}, envoi n°\u00A0{dispatchId}", after: after);
    }
}

using System.Security.Claims;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Platform.Identity.Factors;

/// <summary>Until when a member of the staff may work without a second factor.</summary>
public sealed class SecondFactorTerm(NewsletterContext db, IOptions<AccountOptions> options, TimeProvider clock)
{
    /// <summary>UTC; null if this person needs none, or has one.</summary>
    public DateTime? Until { get; private set; }

    public bool IsOver => Until <= clock.GetUtcNow().UtcDateTime;

    /// <summary>Finds the term. It starts when the person comes here for the first time, not while they are away.</summary>
    public async Task FindAsync(ClaimsPrincipal user, CancellationToken cancellation)
    {
        var isStaff = user.MaySend() || user.IsInRole(nameof(Role.Administrator));
        if (options.Value.SecondFactorDays is not { } days || !isStaff || user.HasClaim(c => c.Type == AccountClaims.SecondFactor))
        {
            return;
        }

        var id = user.UserId();
        var asked = await db.Users.Where(u => u.Id == id).Select(u => u.SecondFactorAskedAt).FirstOrDefaultAsync(cancellation);
        if (asked is null)
        {
            asked = clock.GetUtcNow().UtcDateTime;
            await db.Users.Where(u => u.Id == id && u.SecondFactorAskedAt == null)
                .ExecuteUpdateAsync(u => u.SetProperty(x => x.SecondFactorAskedAt, asked), cancellation);
        }

        Until = asked.Value.AddDays(days);
    }
}

/// <summary>After the term, each page of the desk leads to the page where a second factor is added.</summary>
internal sealed class SecondFactorGate(SecondFactorTerm term) : IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Path.StartsWithSegments(DeskAddresses.Dashboard))
        {
            await term.FindAsync(http.User, http.RequestAborted);
            if (term.IsOver)
            {
                context.Result = new LocalRedirectResult(AccountAddresses.Security);
                return;
            }
        }

        await next();
    }
}

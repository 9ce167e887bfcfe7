using CitesDesMetiers.Core.Issues;
using Microsoft.AspNetCore.Components;

namespace CitesDesMetiers.Web.Letters;

/// <summary>A part of any mail.</summary>
public abstract class MailPart : ComponentBase
{
    [CascadingParameter]
    public MailContext Mail { get; set; } = null!;
}

/// <summary>A part of the mail of an edition.</summary>
public abstract class EditionPart : ComponentBase
{
    [CascadingParameter]
    public EditionContext Mail { get; set; } = null!;

    protected EditionContent Content => Mail.Content;
}

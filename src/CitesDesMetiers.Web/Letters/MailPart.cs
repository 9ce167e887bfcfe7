using CitesDesMetiers.Core.Issues;
using Microsoft.AspNetCore.Components;

namespace CitesDesMetiers.Web.Letters;

/// <summary>Base class of components that are part of any mail.</summary>
public abstract class MailPart : ComponentBase
{
    [CascadingParameter]
    public MailContext Mail { get; set; } = null!;
}

/// <summary>Base class of components that are part of an edition's mail.</summary>
public abstract class EditionPart : ComponentBase
{
    [CascadingParameter]
    public EditionContext Mail { get; set; } = null!;

    protected EditionContent Content => Mail.Content;
}

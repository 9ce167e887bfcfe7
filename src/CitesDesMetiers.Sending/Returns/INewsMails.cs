using MimeKit;

namespace CitesDesMetiers.Sending.Returns;

/// <summary>A mail to the address of a Cité. It is no automatic answer and no report.</summary>
/// <param name="Slug">The Cité whose address it was sent to.</param>
/// <param name="Message">With its header only when it is too large.</param>
/// <param name="IsTooLarge">Whether it is over <see cref="MostBytes"/>.</param>
/// <param name="IsVerified">Whether the receiving server confirms that the sender is who From says.</param>
public sealed record NewsMail(string Slug, MimeMessage Message, bool IsTooLarge, bool IsVerified)
{
    public const int MostBytes = 30 * 1024 * 1024;
}

/// <summary>Takes mails with news. The site implements it: the engine knows nothing of news.</summary>
public interface INewsMails
{
    /// <summary>Takes a mail. The same mail may come several times, and to several instances.</summary>
    /// <returns>False leaves it in the mailbox for a person.</returns>
    Task<bool> TakeAsync(NewsMail mail, CancellationToken cancellation);
}

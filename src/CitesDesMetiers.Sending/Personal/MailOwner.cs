using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Subscribers;

namespace CitesDesMetiers.Sending.Personal;

/// <summary>Whom a mail to one person is about, and so beside whom its failure is shown. At most one of the two.</summary>
public readonly record struct MailOwner(int? UserId, Guid? SubscriberId)
{
    public static MailOwner Of(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return new(user.Id, null);
    }

    public static MailOwner Of(Subscriber subscriber)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        return new(null, subscriber.PublicId);
    }
}

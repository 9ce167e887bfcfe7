using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Subscribers;

namespace CitesDesMetiers.Sending.Personal;

/// <summary>The account or subscriber that a transactional mail is about: its failure is shown there. At most one of the two is set.</summary>
public readonly record struct MailOwner(int? UserId, Guid? SubscriberId)
{
    public static MailOwner Of(User user) => new(user.Id, null);

    public static MailOwner Of(Subscriber subscriber) => new(null, subscriber.PublicId);
}

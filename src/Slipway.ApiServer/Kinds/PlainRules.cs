namespace Slipway.ApiServer.Kinds;

/// <summary>A kind that differs in names or in how it may be updated, and in nothing else.</summary>
internal sealed class PlainRules(NameRule names = NameRule.Subdomain, bool createsOnUpdate = false, bool returnsDeleted = false) : KindRules
{
    public override NameRule NameRule => names;

    public override bool CreatesOnUpdate => createsOnUpdate;

    public override bool ReturnsDeletedObject => returnsDeleted;
}

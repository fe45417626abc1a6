namespace Slipway.ApiServer.Kinds;

/// <summary>APIServices tell what is served; nobody writes them.</summary>
internal sealed class ApiServiceRules : KindRules
{
    public override bool IsComputed => true;
}

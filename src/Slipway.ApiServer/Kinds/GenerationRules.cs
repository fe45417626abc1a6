namespace Slipway.ApiServer.Kinds;

/// <summary>A kind with nothing of its own but a generation.</summary>
internal sealed class GenerationRules : KindRules
{
    public override bool HasGeneration => true;
}

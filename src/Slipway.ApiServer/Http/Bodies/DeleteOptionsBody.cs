using System.Collections.Immutable;

namespace Slipway.ApiServer.Http.Bodies;

/// <summary>The wire's <c>DeleteOptions</c>, its values as the client wrote them.</summary>
internal sealed record DeleteOptionsBody
{
    public ImmutableArray<string> DryRun { get; init; } = [];

    public string PropagationPolicy { get; init; } = "";

    public bool? OrphanDependents { get; init; }

    public long? GracePeriodSeconds { get; init; }

    public string PreconditionUid { get; init; } = "";

    public string PreconditionResourceVersion { get; init; } = "";
}

using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Core.Objects;

/// <summary>What an object that names its Cluster does about the Cluster's being there.</summary>
internal static class ClusterMembership
{
    /// <summary>Decides when there is a Cluster; waits for one that does not exist, fails for one that cannot be read.</summary>
    /// <param name="cluster">The Cluster as observed.</param>
    /// <param name="name">What <c>spec.clusterName</c> names.</param>
    /// <param name="kind">The object's kind, for the message.</param>
    /// <param name="decide">What is to be done with the Cluster.</param>
    public static PhaseResult Decide(Observed<Cluster> cluster, string? name, string kind, Func<Cluster, PhaseResult> decide) => cluster switch
    {
        Observed<Cluster>.Unknown(var code, var message) => PhaseResult.FailWith(code, message),
        Observed<Cluster>.Found(var found) => decide(found),
        _ => PhaseResult.WaitFor(
            nameof(ErrorCodes.ReferenceNotFound), $"spec.clusterName: there is no Cluster {name} in the {kind}'s namespace"),
    };
}

using System.Globalization;
using k8s.Models;
using Slipway.Api.Shared;

namespace Slipway.Core.Machines;

/// <summary>The revision that a MachineDeployment gives itself and its MachineSets.</summary>
internal static class Revision
{
    /// <summary>The revision noted on an object; null when there is none.</summary>
    public static int? Of(V1ObjectMeta metadata) =>
        metadata.Annotations?.TryGetValue(ClusterAnnotations.Revision, out var text) == true
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : null;
}

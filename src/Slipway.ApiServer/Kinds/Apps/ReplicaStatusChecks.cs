using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Apps;

/// <summary>Counts of replicas in a status: none is negative, and none is more than there are.</summary>
internal static class ReplicaStatusChecks
{
    /// <summary>Checks the status of an object; the walk stands at the object's root.</summary>
    /// <param name="check">The walk.</param>
    /// <param name="obj">The object.</param>
    /// <param name="parts">The counts that are part of <c>replicas</c>.</param>
    public static void Check(FieldChecker check, JsonObject obj, params ReadOnlySpan<string> parts)
    {
        if (obj.Map("status") is not { } status)
        {
            return;
        }

        using (check.In("status"))
        {
            check.NonNegative(status, "replicas");
            foreach (var part in parts)
            {
                check.NonNegative(status, part);
            }

            check.NonNegative(status, "observedGeneration");
            var all = status.Integer("replicas") ?? 0;
            foreach (var part in parts)
            {
                if ((status.Integer(part) ?? 0) is var count && count > all)
                {
                    check.Invalid(part, count, "cannot be greater than status.replicas");
                }
            }
        }
    }
}

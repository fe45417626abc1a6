using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>Where a volume comes from: one of its fields says it, and only one may.</summary>
internal static class VolumeSources
{
    /// <summary>Checks that there is one source, and that one.</summary>
    /// <param name="check">The walk, standing at the volume.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="kinds">The fields that are sources, in the order in which they are looked at.</param>
    /// <param name="checkSource">Checks a source of a kind; the walk stands at it.</param>
    public static void Check(
        FieldChecker check, JsonObject volume, IReadOnlyList<string> kinds, Action<FieldChecker, string, JsonObject> checkSource)
    {
        var count = 0;
        foreach (var kind in kinds)
        {
            if (volume.Map(kind) is not { } source)
            {
                continue;
            }

            if (count++ > 0)
            {
                check.Forbidden(kind, "may not specify more than 1 volume type");
                continue;
            }

            using (check.In(kind))
            {
                checkSource(check, kind, source);
            }
        }

        if (count == 0)
        {
            check.Required("", "must specify a volume type");
        }
    }
}

using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>
/// What a new volume is filled from. Two fields say it: the older one takes claims and snapshots only, and loses anything else; the
/// newer one takes all. Each is filled in from the other.
/// </summary>
internal static class ClaimSources
{
    private const string Source = "dataSource";
    private const string Reference = "dataSourceRef";
    private const string Claim = "PersistentVolumeClaim";

    private static readonly string[] Shared = ["apiGroup", "kind", "name"];

    /// <summary>Makes the two fields of a specification agree.</summary>
    public static void Normalize(JsonObject spec, JsonObject? before)
    {
        var hadSource = before?.Map(Source) is not null;
        if (spec.Map(Reference) is { } given && Namespace(given).Length > 0 && before?.Map(Reference) is null)
        {
            spec.Remove(Reference); // of another namespace: an alpha feature
        }

        if (!hadSource && spec.Map(Reference) is null && spec.Map(Source) is { } source && !IsClaimOrSnapshot(source))
        {
            spec.Remove(Source);
        }

        if (spec.Map(Source) is { } old && spec.Map(Reference) is null)
        {
            spec[Reference] = CopyOf(old);
        }
        else if (spec.Map(Reference) is { } reference && spec.Map(Source) is null && Namespace(reference).Length == 0)
        {
            spec[Source] = CopyOf(reference);
        }
    }

    /// <summary>Checks the two fields; the walk stands in the specification.</summary>
    public static void Check(FieldChecker check, JsonObject spec)
    {
        foreach (var field in (ReadOnlySpan<string>)[Source, Reference])
        {
            if (spec.Map(field) is { } source)
            {
                using (check.In(field))
                {
                    CheckSource(check, source);
                }
            }
        }

        if (spec.Map(Source) is { } older && spec.Map(Reference) is { } newer
            && Shared.Any(f => !JsonNode.DeepEquals(older[f], newer[f])))
        {
            check.Invalid("", check.PathOf(Source), "must match dataSourceRef");
        }
    }

    private static void CheckSource(FieldChecker check, JsonObject source)
    {
        check.Need(source, "name");
        check.Need(source, "kind");
        if (source.Text("apiGroup").Length == 0 && source.Text("kind") != Claim)
        {
            check.Invalid("", source.Text("kind"), "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
        }

        check.NameIfAny(source, "apiGroup", NameRule.Subdomain);
    }

    private static string Namespace(JsonObject reference) => reference.Text("namespace");

    private static bool IsClaimOrSnapshot(JsonObject source) => (source.Text("apiGroup"), source.Text("kind"))
        is ("", Claim) or ("snapshot.storage.k8s.io", "VolumeSnapshot");

    private static JsonObject CopyOf(JsonObject source) =>
        new(Shared.Select(field => KeyValuePair.Create(field, source[field]?.DeepClone())));
}

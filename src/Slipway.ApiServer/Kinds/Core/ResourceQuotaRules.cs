using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.ApiServer.Kinds.Core.Pods;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>ResourceQuotas, which are kept and not enforced.</summary>
internal sealed class ResourceQuotaRules : WalkedRules
{
    private static readonly string[] Scopes =
        ["Terminating", "NotTerminating", "BestEffort", "NotBestEffort", "PriorityClass", "CrossNamespacePodAffinity", "VolumeAttributesClass"];

    public override bool ReturnsDeletedObject => true;

    protected override void CheckStatus(FieldChecker check, JsonObject obj, JsonObject old)
    {
        using (check.In("status"))
        {
            CheckAmounts(check, obj.Map("status") ?? [], "hard");
            CheckAmounts(check, obj.Map("status") ?? [], "used");
        }
    }

    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        var spec = obj.Map("spec")!;
        using (check.In("spec"))
        {
            CheckAmounts(check, spec, "hard");
            CheckScopes(check, spec);
            QuotaScopeChecks.Check(check, spec, Scopes);
            if (old is not null && !spec.Texts("scopes").ToHashSet(StringComparer.Ordinal).SetEquals(old.Map("spec")?.Texts("scopes") ?? []))
            {
                check.Invalid("scopes", spec["scopes"], CommonChecks.Immutable);
            }
        }
    }

    private static void CheckAmounts(FieldChecker check, JsonObject owner, string field)
    {
        foreach (var (name, amount) in owner.Map(field) ?? [])
        {
            using (check.InKey(field, name))
            {
                ResourceChecks.CheckName(check, name, isQuota: true);
                ResourceChecks.CheckQuantity(check, name, amount?.ToString() ?? "");
            }
        }
    }

    private static void CheckScopes(FieldChecker check, JsonObject spec)
    {
        if (spec.List("scopes") is not { } given)
        {
            return;
        }

        var scopes = spec.Texts("scopes").ToHashSet(StringComparer.Ordinal);
        foreach (var _ in scopes.Where(s => Array.IndexOf(Scopes, s) < 0))
        {
            check.Invalid("scopes", given, "unsupported scope");
        }

        if (scopes.Contains("BestEffort") && spec.Map("hard")?.Any(h => h.Key is not ("pods" or "count/pods")) == true)
        {
            check.Invalid("scopes", given, "unsupported scope applied to resource");
        }

        if (scopes.IsSupersetOf(["BestEffort", "NotBestEffort"]))
        {
            check.Invalid("scopes", given, "conflicting scopes");
        }

        if (scopes.IsSupersetOf(["Terminating", "NotTerminating"]))
        {
            check.Invalid("scopes", given, "conflicting scopes");
        }
    }
}

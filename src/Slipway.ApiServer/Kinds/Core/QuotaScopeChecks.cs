using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core;

/// <summary>The scope selector of a ResourceQuota.</summary>
internal static class QuotaScopeChecks
{
    private const string MustExist =
        "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, "
        + "ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity";

    private static readonly string[][] Exclusive = [["BestEffort", "NotBestEffort"], ["Terminating", "NotTerminating"]];

    /// <summary>Checks the selector; the walk stands in the specification.</summary>
    /// <param name="check">The walk.</param>
    /// <param name="spec">The specification.</param>
    /// <param name="known">The scopes there are.</param>
    public static void Check(FieldChecker check, JsonObject spec, string[] known)
    {
        if (spec.Map("scopeSelector") is not { } selector)
        {
            return;
        }

        using (check.In("scopeSelector"))
        using (check.In("matchExpressions"))
        {
            var scopes = new HashSet<string>(StringComparer.Ordinal);
            foreach (var requirement in KindRules.Items(selector, "matchExpressions"))
            {
                var scope = requirement.Text("scopeName");
                if (Array.IndexOf(known, scope) < 0)
                {
                    check.Invalid("scopeName", scope, "unsupported scope");
                }

                CheckOperator(check, requirement, scope);
                scopes.Add(scope);
            }

            foreach (var _ in Exclusive.Where(scopes.IsSupersetOf))
            {
                check.Invalid("", spec["scopes"], "conflicting scopes");
            }
        }
    }

    // The paths name no item, as upstream's.
    private static void CheckOperator(FieldChecker check, JsonObject requirement, string scope)
    {
        var (comparison, values) = (requirement.Text("operator"), requirement.List("values"));
        if (comparison != "Exists" && scope is "BestEffort" or "NotBestEffort" or "Terminating" or "NotTerminating" or "CrossNamespacePodAffinity")
        {
            check.Invalid("operator", comparison, MustExist);
        }

        switch (comparison)
        {
            case "In" or "NotIn":
                if (values is not { Count: > 0 })
                {
                    check.Required("values", "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
                }

                break;
            case "Exists" or "DoesNotExist":
                if (values is { Count: > 0 })
                {
                    check.Invalid("values", values, "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector");
                }

                break;
            default:
                check.Invalid("operator", comparison, "not a valid selector operator");
                break;
        }
    }
}

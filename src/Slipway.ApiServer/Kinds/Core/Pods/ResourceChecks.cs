using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Quantities;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>What a container asks for and is bounded by.</summary>
internal static class ResourceChecks
{
    private const string HugePages = "hugepages-";

    private static readonly HashSet<string> OfContainers = new(StringComparer.Ordinal) { "cpu", "memory", "ephemeral-storage" };

    private static readonly HashSet<string> Whole = new(StringComparer.Ordinal)
    {
        "pods", "services", "replicationcontrollers", "resourcequotas", "secrets", "configmaps", "persistentvolumeclaims",
        "services.nodeports", "services.loadbalancers",
    };

    private static readonly HashSet<string> Standard = new(StringComparer.Ordinal)
    {
        "cpu", "memory", "ephemeral-storage", "storage", "requests.cpu", "requests.memory", "requests.storage", "requests.ephemeral-storage",
        "limits.cpu", "limits.memory", "limits.ephemeral-storage", "pods", "resourcequotas", "services", "replicationcontrollers", "secrets",
        "configmaps", "persistentvolumeclaims", "services.nodeports", "services.loadbalancers",
    };

    /// <summary>Checks requests and limits; the walk stands in them.</summary>
    public static void Check(FieldChecker check, JsonObject resources)
    {
        var (limits, requests) = (resources.Map("limits"), resources.Map("requests"));
        foreach (var (name, amount) in limits ?? [])
        {
            CheckAmount(check, "limits", name, amount);
        }

        foreach (var (name, amount) in requests ?? [])
        {
            CheckAmount(check, "requests", name, amount);
            CheckBound(check, name, amount?.ToString() ?? "", limits);
        }

        if (Has(limits, requests, n => n.StartsWith(HugePages, StringComparison.Ordinal)) && !Has(limits, requests, n => n is "cpu" or "memory"))
        {
            check.Forbidden("", "HugePages require cpu or memory");
        }
    }

    /// <summary>Refuses a name that is no resource's, or none of the sort.</summary>
    public static void CheckName(FieldChecker check, string name, bool isContainer = false, bool isQuota = false)
    {
        CheckSyntax(check, name);
        if (name.Contains('/', StringComparison.Ordinal))
        {
            if (isContainer && !IsNative(name) && name.StartsWith("requests.", StringComparison.Ordinal))
            {
                check.Invalid("", name, "doesn't follow extended resource name standard");
            }
        }
        else if (isContainer && !OfContainers.Contains(name) && !IsHugePages(name))
        {
            check.Invalid("", name, "must be a standard resource for containers");
        }
        else if (isQuota && !Standard.Contains(name) && !IsHugePages(name) && !name.StartsWith("requests." + HugePages, StringComparison.Ordinal))
        {
            check.Invalid("", name, "must be a standard resource for quota");
        }
    }

    private static bool CheckSyntax(FieldChecker check, string name)
    {
        if (LabelSyntax.KeyError(name) is { } error)
        {
            check.Invalid("", name, error);
            return false;
        }

        if (!name.Contains('/', StringComparison.Ordinal) && !Standard.Contains(name) && !IsHugePages(name))
        {
            check.Invalid("", name, "must be a standard resource type or fully qualified");
            return false;
        }

        return true;
    }

    /// <summary>Refuses an amount that is negative, or not whole where only whole ones exist.</summary>
    public static void CheckQuantity(FieldChecker check, string name, string text)
    {
        if (text.StartsWith('-'))
        {
            check.Invalid("", text, CommonChecks.NotNegative);
        }

        if ((Whole.Contains(name) || IsExtended(name)) && Quantity.TryParse(text, out var quantity) && !IsWhole(quantity))
        {
            check.Invalid("", text, "must be an integer");
        }
    }

    private static void CheckAmount(FieldChecker check, string field, string name, JsonNode? amount)
    {
        if (OfContainers.Contains(name) && amount?.ToString() is not ['-', ..])
        {
            return; // the plain case: nothing to look up, and no place to stand in
        }

        using (check.InKey(field, name))
        {
            CheckName(check, name, isContainer: true);
            CheckQuantity(check, name, amount?.ToString() ?? "");
        }
    }

    private static void CheckBound(FieldChecker check, string name, string amount, JsonObject? limits)
    {
        if (limits?.Text(name) is not { Length: > 0 } limit)
        {
            if (IsHugePages(name) || IsExtended(name))
            {
                check.Required("limits", "Limit must be set for non overcommitable resources");
            }

            return;
        }

        if (amount == limit || !Quantity.TryParse(amount, out var wanted) || !Quantity.TryParse(limit, out var bound))
        {
            return;
        }

        if (wanted != bound && (IsHugePages(name) || IsExtended(name)))
        {
            check.Invalid("requests", amount, $"must be equal to {name} limit of {limit}");
        }
        else if (wanted > bound)
        {
            check.Invalid("requests", amount, $"must be less than or equal to {name} limit of {limit}");
        }
    }

    private static bool Has(JsonObject? limits, JsonObject? requests, Func<string, bool> matches) =>
        (limits?.Any(a => matches(a.Key)) ?? false) || (requests?.Any(a => matches(a.Key)) ?? false);

    private static bool IsHugePages(string name) => name.StartsWith(HugePages, StringComparison.Ordinal);

    private static bool IsNative(string name) => !name.Contains('/', StringComparison.Ordinal) || name.Contains("kubernetes.io/", StringComparison.Ordinal);

    private static bool IsExtended(string name) => !IsNative(name) && !name.StartsWith("requests.", StringComparison.Ordinal);

    private static bool IsWhole(Quantity quantity) => Quantity.Parse(quantity.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)) == quantity;
}

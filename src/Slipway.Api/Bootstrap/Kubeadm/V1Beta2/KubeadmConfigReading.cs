using System.Text.RegularExpressions;
using Slipway.Api.Admission;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Bootstrap.Kubeadm.V1Beta2;

/// <summary>
/// What happens to boot data upstream when it is read and written again, before any rule: what cannot be read is refused, and a taint
/// without an effect gets an empty one.
/// </summary>
internal static partial class KubeadmConfigReading
{
    private const string TokenForm = @"\A([a-z0-9]{6})\.([a-z0-9]{16})\z";

    /// <summary>How boot data that cannot be read is refused; null for good one.</summary>
    public static KubeStatus? Refusal(KubeadmConfigSpec? spec)
    {
        // The token itself is not told: a misspelt one is nearly the secret.
        var tokens = spec?.InitConfiguration?.BootstrapTokens ?? [];
        return tokens.TrueForAll(t => t.Token is null || Token().IsMatch(t.Token))
            ? null
            : Denials.Unreadable($"the bootstrap token was not of the form {GoText.Quote(TokenForm)}");
    }

    /// <summary>Reads boot data of a kind that has defaults; true when it changed something.</summary>
    public static bool Read(KubeadmConfigSpec? spec, DefaultingContext context)
    {
        if (Refusal(spec) is { } refusal)
        {
            context.Deny(refusal);
        }

        var changed = false;
        var (init, join) = (spec?.InitConfiguration?.NodeRegistration?.Taints ?? [], spec?.JoinConfiguration?.NodeRegistration?.Taints ?? []);
        foreach (var taint in init.Concat(join).Where(t => t.Effect is null))
        {
            taint.Effect = "";
            changed = true;
        }

        return changed;
    }

    [GeneratedRegex(TokenForm, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}

using System.Collections.Immutable;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Admission.BuiltIn.PodSecurity;

/// <summary>What a namespace's labels say of its pods.</summary>
/// <param name="Enforce">What a pod must keep to.</param>
/// <param name="Warn">What a client is warned of.</param>
/// <param name="Errors">What is wrong with the labels.</param>
internal sealed record SecurityPolicy(SecurityLevel Enforce, SecurityLevel Warn, ImmutableArray<FieldError> Errors)
{
    private const string Prefix = "pod-security.kubernetes.io/";

    /// <summary>The policy of a namespace that says nothing.</summary>
    public static SecurityPolicy None { get; } = new(default, default, []);

    /// <summary>Whether nothing is to be looked at.</summary>
    public bool IsPrivileged => Errors.IsEmpty && Enforce.Level == SecurityLevel.Privileged && Warn.Level == SecurityLevel.Privileged;

    /// <summary>Reads the labels. What is wrong counts as the strictest for enforcing, and as nothing for warning.</summary>
    public static SecurityPolicy Of(IReadOnlyDictionary<string, string> labels)
    {
        if (!labels.Keys.Any(k => k.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            return None;
        }

        var errors = ImmutableArray.CreateBuilder<FieldError>();
        var (enforce, warn) = (Level("enforce", SecurityLevel.Restricted), Version("enforce"));
        var enforced = new SecurityLevel(enforce ?? SecurityLevel.Privileged, warn);
        var isEnforceRight = enforce is not null && !errors.Any(e => e.Field == Field("enforce"));
        Level("audit", SecurityLevel.Privileged);
        Version("audit");
        var warned = new SecurityLevel(Level("warn", SecurityLevel.Privileged) ?? SecurityLevel.Privileged, Version("warn"));
        if (!labels.ContainsKey($"{Prefix}warn") && isEnforceRight && enforced.Level > warned.Level)
        {
            warned = new SecurityLevel(enforced.Level, labels.ContainsKey($"{Prefix}warn-version") ? warned.Minor : enforced.Minor);
        }

        return new SecurityPolicy(enforced, warned, errors.ToImmutable());

        int? Level(string mode, int ifWrong)
        {
            if (!labels.TryGetValue($"{Prefix}{mode}", out var text))
            {
                return null;
            }

            if (SecurityLevel.ParseLevel(text) is >= 0 and var level)
            {
                return level;
            }

            errors.Add(FieldError.Invalid(Field(mode), text, "must be one of privileged, baseline, restricted"));
            return ifWrong;
        }

        int? Version(string mode)
        {
            int? minor = null;
            if (labels.TryGetValue($"{Prefix}{mode}-version", out var text) && !SecurityLevel.TryParseVersion(text, out minor))
            {
                errors.Add(FieldError.Invalid(Field($"{mode}-version"), text, "must be \"latest\" or \"v1.x\""));
            }

            return minor;
        }
    }

    private static string Field(string label) => $"metadata.labels[{Prefix}{label}]";
}

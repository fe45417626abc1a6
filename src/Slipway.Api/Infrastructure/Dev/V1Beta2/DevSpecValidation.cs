using System.Globalization;
using Slipway.Api.Admission;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Validation of DevCluster and DevMachine specs, on their own or in templates.</summary>
internal static class DevSpecValidation
{
    public static void Validate(string path, DevClusterSpec? spec, ValidationContext context)
    {
        var domains = spec?.Backend?.Docker?.FailureDomains;
        if (domains is not null && !domains.Select(d => d.Name).Order(StringComparer.Ordinal).SequenceEqual(domains.Select(d => d.Name)))
        {
            context.InvalidObject(
                $"{path}.backend.docker.failureDomains",
                domains,
                "failure domains must be sorted by name",
                "name",
                "controlPlane",
                "attributes");
        }
    }

    public static void Validate(string path, DevMachineSpec? spec, ValidationContext context)
    {
        var at = $"{path}.backend";
        var machine = spec?.Backend?.InMemory;
        ValidateComponent($"{at}.inMemory.vm", machine?.Vm, context);
        ValidateComponent($"{at}.inMemory.node", machine?.Node, context);
        ValidateComponent($"{at}.inMemory.apiServer", machine?.ApiServer, context);
        ValidateComponent($"{at}.inMemory.etcd", machine?.Etcd, context);
    }

    /// <summary>Refuses annotations that tell a machine to fail in a way that there is none of.</summary>
    public static void ValidateRehearsal(string path, IDictionary<string, string>? annotations, ValidationContext context)
    {
        foreach (var (annotation, value, expected) in Rehearsal.Errors(annotations))
        {
            context.Invalid($"{path}.annotations[{annotation}]", value, expected);
        }
    }

    private static void ValidateComponent(string path, InMemoryComponent? component, ValidationContext context)
    {
        if (component?.Provisioning?.StartupJitter is { } jitter
            && !decimal.TryParse(jitter, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
        {
            context.Invalid($"{path}.provisioning.startupJitter", jitter, "must be a decimal number of 0 or more, such as 0.2");
        }
    }
}

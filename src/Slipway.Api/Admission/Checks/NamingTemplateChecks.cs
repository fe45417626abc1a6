namespace Slipway.Api.Admission.Checks;

/// <summary>Templates for names of Machines.</summary>
internal static class NamingTemplateChecks
{
    private const string Random = "{{ .random }}";

    /// <summary>Checks a template.</summary>
    /// <param name="path">The field's path.</param>
    /// <param name="template">The template; empty for none.</param>
    /// <param name="owner">The variable that holds the owner's name, such as <c>machineSet</c>.</param>
    /// <param name="context">Gets what is wrong.</param>
    public static void Check(string path, string? template, string owner, ValidationContext context)
    {
        if (string.IsNullOrEmpty(template))
        {
            return;
        }

        if (!template.Contains(Random, StringComparison.Ordinal))
        {
            context.Invalid(path, template, $"invalid template, {Random} is missing");
        }

        // The samples stand for what the owner fills in.
        var samples = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [".cluster.name"] = "cluster",
            [$".{owner}.name"] = owner.ToLowerInvariant(),
            [".random"] = "abcde",
        };
        if (NameTemplate.TryRender(template, samples, out var name, out var error))
        {
            CheckName(path, template, name, context);
        }
        else
        {
            context.Invalid(path, template, $"invalid template: {error}");
        }
    }

    private static void CheckName(string path, string template, string name, ValidationContext context)
    {
        if (ObjectNames.SubdomainError(name) is { } error)
        {
            context.Invalid(path, template, $"invalid template, generated names would not be valid Kubernetes object names: {error}");
        }
    }
}

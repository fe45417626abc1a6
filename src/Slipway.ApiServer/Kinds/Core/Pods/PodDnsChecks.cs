using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>How a pod resolves names.</summary>
internal static class PodDnsChecks
{
    private const int MaxNameservers = 3;
    private const int MaxSearches = 32;
    private const int MaxSearchCharacters = 2048;

    /// <summary>Checks a specification's <c>dnsPolicy</c> and <c>dnsConfig</c>; the walk stands in the specification.</summary>
    public static void Check(FieldChecker check, JsonObject spec)
    {
        var isOwn = spec.Text("dnsPolicy") == "None";
        if (spec.Map("dnsConfig") is not { } config)
        {
            if (isOwn)
            {
                check.Required("dnsConfig", "must provide `dnsConfig` when `dnsPolicy` is None");
            }

            return;
        }

        using var _ = check.In("dnsConfig");
        if (isOwn && config.List("nameservers") is not { Count: > 0 })
        {
            check.Required("nameservers", "must provide at least one DNS nameserver when `dnsPolicy` is None");
            return;
        }

        CheckCount(check, config, "nameservers", MaxNameservers, "nameservers");
        var i = 0;
        foreach (var server in config.Texts("nameservers"))
        {
            check.Address($"nameservers[{i++}]", server);
        }

        CheckSearches(check, config);
        i = 0;
        foreach (var option in KindRules.Items(config, "options"))
        {
            if (option.Text("name").Length == 0)
            {
                check.Required($"options[{i}]", "must not be empty");
            }

            i++;
        }
    }

    private static void CheckSearches(FieldChecker check, JsonObject config)
    {
        CheckCount(check, config, "searches", MaxSearches, "search paths");
        var searches = config.Texts("searches").ToArray();
        if (string.Join(' ', searches).Length > MaxSearchCharacters)
        {
            check.Invalid(
                "searches", config["searches"], $"must not have more than {MaxSearchCharacters} characters (including spaces) in the search list");
        }

        for (var i = 0; i < searches.Length; i++)
        {
            var name = searches[i] is [.. var bare, '.'] ? bare : searches[i];
            foreach (var error in searches[i] == "." ? [] : NameSyntax.Errors(name, NameRule.UnderscoreSubdomain))
            {
                check.Invalid($"searches[{i}]", name, error);
            }
        }
    }

    private static void CheckCount(FieldChecker check, JsonObject owner, string list, int most, string what)
    {
        if (owner.List(list)?.Count > most)
        {
            check.Invalid(list, owner[list], $"must not have more than {most} {what}");
        }
    }
}

using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.CustomResources;

/// <summary>Settles which of the names that a definition asks for it gets: those that no other definition of its group has.</summary>
/// <param name="takenNames">Plurals, singulars and short names of the others.</param>
/// <param name="takenKinds">Kinds and list kinds of the others.</param>
internal sealed class DefinitionNaming(IReadOnlySet<string> takenNames, IReadOnlySet<string> takenKinds)
{
    private string? _reason;
    private string _message = "";

    /// <summary>Writes the outcome into the definition's status.</summary>
    public void Settle(JsonObject definition, string now)
    {
        var asked = definition.Map("spec")!.Map("names")!;
        var status = definition.Ensure("status");
        var accepted = status.Map("acceptedNames")?.Copy() ?? new JsonObject { ["plural"] = "", ["kind"] = "" };
        Take(asked, accepted, "plural", "PluralConflict", takenNames);
        Take(asked, accepted, "singular", "SingularConflict", takenNames);
        TakeShortNames(asked, accepted);
        Take(asked, accepted, "kind", "KindConflict", takenKinds);
        Take(asked, accepted, "listKind", "ListKindConflict", takenKinds);
        accepted.TakeFrom("categories", asked);
        status["acceptedNames"] = accepted;
        if (_reason is null)
        {
            DefinitionConditions.Set(definition, "NamesAccepted", "True", "NoConflicts", "no conflicts found", now);
            DefinitionConditions.Set(definition, "Established", "True", "InitialNamesAccepted", "the initial names have been accepted", now);
            return;
        }

        DefinitionConditions.Set(definition, "NamesAccepted", "False", _reason, _message, now);
        if (!DefinitionConditions.IsTrue(definition, "Established"))
        {
            DefinitionConditions.Set(definition, "Established", "False", "NotAccepted", "not all names are accepted", now);
        }
    }

    private static string InUse(string name) => $"\"{name}\" is already in use";

    private void Take(JsonObject asked, JsonObject accepted, string field, string reason, IReadOnlySet<string> taken)
    {
        var name = asked.Text(field);
        if (name == accepted.Text(field) || !taken.Contains(name))
        {
            accepted.TakeFrom(field, asked);
        }
        else
        {
            (_reason, _message) = (reason, InUse(name));
        }
    }

    private void TakeShortNames(JsonObject asked, JsonObject accepted)
    {
        var own = accepted.Texts("shortNames").ToHashSet(StringComparer.Ordinal);
        var wrong = asked.Texts("shortNames").Where(n => !own.Contains(n) && takenNames.Contains(n)).Select(InUse).Distinct(StringComparer.Ordinal).ToList();
        if (wrong.Count == 0)
        {
            accepted.TakeFrom("shortNames", asked);
        }
        else
        {
            (_reason, _message) = ("ShortNamesConflict", wrong.Count == 1 ? wrong[0] : $"[{string.Join(", ", wrong)}]");
        }
    }
}

using Slipway.Kubeadm.GoTemplates.Execution;
using Slipway.Kubeadm.GoTemplates.Parsing;

namespace Slipway.Kubeadm.GoTemplates;

/// <summary>
/// A template of Go's <c>text/template</c>, with its own functions and no others. A key that a map does not have is no mistake: it prints
/// <c>&lt;no value&gt;</c>.
/// </summary>
internal sealed class GoTemplate
{
    private readonly SourceText _source;
    private readonly ParsedTemplates _parsed;
    private readonly GoTemplateLimits _limits;

    private GoTemplate(SourceText source, ParsedTemplates parsed, GoTemplateLimits limits)
    {
        _source = source;
        _parsed = parsed;
        _limits = limits;
    }

    /// <summary>Reads a template.</summary>
    /// <param name="name">The name by which it could call itself.</param>
    /// <param name="text">The template.</param>
    /// <param name="limits">What it may cost; null for the usual.</param>
    /// <exception cref="GoTemplateException">It is no template.</exception>
    public static GoTemplate Parse(string name, ReadOnlySpan<byte> text, GoTemplateLimits? limits = null)
    {
        limits ??= GoTemplateLimits.Default;
        var source = new SourceText(GoText.OfBytes(text));
        var parser = new Parser(source, GoText.Of(name), limits.Depth);
        return new(source, parser.Parse(), limits);
    }

    /// <summary>Carries it out.</summary>
    /// <param name="data">Maps of texts and further maps; texts as <see cref="GoText"/> holds them. It holds no null.</param>
    /// <exception cref="GoTemplateException">It cannot be carried out with these data, or costs too much.</exception>
    public byte[] Execute(IReadOnlyDictionary<string, object> data)
    {
        var budget = new Budget(_source, _limits);
        var evaluator = new Evaluator(_parsed, _source, budget);
        evaluator.Run(data);
        return GoText.ToBytes(budget.Output);
    }
}

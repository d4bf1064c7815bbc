package dev.laurel.plugin.stackexchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.spi.activity.Activity;
import dev.laurel.spi.activity.Actor;
import dev.laurel.spi.activity.ObjectRef;
import dev.laurel.spi.activity.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowMeaningTest {
    private static final String AT = "CreationDate='2018-03-12T17:00:45.567'";

    @TempDir
    Path directory;

    private Activity only(DumpFile file, String row) throws Exception {
        SmallDump.Content content = SmallDump.in(directory).rows(file, row).read(10);
        assertThat(content.rejects()).isEmpty();
        assertThat(content.activities()).hasSize(1);
        return content.activities().get(0);
    }

    private static ObjectRef object(Activity activity) {
        return activity.object().orElseThrow();
    }

    @Test
    void givenAnAccount_whenRead_thenAMemberJoinedUnderTheNameShownAndNothingElseIsTakenIn() throws Exception {
        Activity joined = only(
                DumpFile.USERS,
                "<row Id='7' Reputation='758' " + AT + " DisplayName='Zo&#xEB; &amp; co' Location='Oslo'"
                        + " WebsiteUrl='https://zoe.example' AboutMe='&lt;p&gt;hello&lt;/p&gt;' AccountId='12' />");

        assertThat(joined.type()).isEqualTo("member.joined");
        assertThat(joined.id()).isEqualTo("user-7");
        assertThat(joined.sequence()).isEqualTo(7);
        assertThat(joined.actors()).containsOnlyKeys(Role.MEMBER);
        Actor member = joined.actors().get(Role.MEMBER);
        assertThat(member.id()).isEqualTo("7");
        assertThat(member.name()).contains("Zo\u00eb & co");
        assertThat(member.attributes()).isEmpty();
        assertThat(joined.attributes()).isEmpty();
        assertThat(joined.text()).isEmpty();
        assertThat(joined.object()).isEmpty();
    }

    @Test
    void givenAnAccountWithoutAName_whenRead_thenTheActorHasNone() throws Exception {
        Activity joined = only(DumpFile.USERS, "<row Id='-1' " + AT + " DisplayName='' />");

        assertThat(joined.id()).isEqualTo("user--1");
        assertThat(joined.actors().get(Role.MEMBER).name()).isEmpty();
    }

    @Test
    void givenAQuestion_whenRead_thenItsTitleAndTagsAreKnownAndItsBodyIsNot() throws Exception {
        Activity posted = only(
                DumpFile.POSTS,
                "<row Id='1' PostTypeId='1' " + AT + " OwnerUserId='7' Title='Is &lt;this&gt; it?' Body='secret'"
                        + " Tags='&lt;simulation&gt;&lt;quantum-turing-machine&gt;' />");

        assertThat(posted.type()).isEqualTo("question.posted");
        assertThat(posted.id()).isEqualTo("post-1");
        assertThat(posted.actors().get(Role.AUTHOR).id()).isEqualTo("7");
        assertThat(posted.text()).isEmpty();
        ObjectRef question = object(posted);
        assertThat(question.id()).isEqualTo("post-1");
        assertThat(question.type()).contains("question");
        assertThat(question.parent()).isEmpty();
        assertThat(question.author().map(Actor::id)).contains("7");
        assertThat(question.title()).contains("Is <this> it?");
        assertThat(question.topics()).containsExactly("simulation", "quantum-turing-machine");
    }

    @Test
    void givenTagsAsNewerDumpsWriteThem_whenRead_thenTheTopicsAreTheSame() throws Exception {
        Activity posted = only(DumpFile.POSTS, "<row Id='1' PostTypeId='1' " + AT + " Tags='|a|b-c|' />");

        assertThat(object(posted).topics()).isEqualTo(List.of("a", "b-c"));
    }

    @Test
    void givenAnAnswer_whenRead_thenItBelongsToItsQuestion() throws Exception {
        ObjectRef answer =
                object(only(DumpFile.POSTS, "<row Id='5' PostTypeId='2' ParentId='1' " + AT + " OwnerUserId='29' />"));

        assertThat(answer.type()).contains("answer");
        assertThat(answer.parent()).contains("post-1");
        assertThat(answer.author().map(Actor::id)).contains("29");
        assertThat(answer.authorless()).isFalse();
    }

    @Test
    void givenAnAnswerWithoutAQuestion_whenRead_thenItIsRejected() throws Exception {
        SmallDump.Content content = SmallDump.in(directory)
                .rows(DumpFile.POSTS, "<row Id='5' PostTypeId='2' " + AT + " />")
                .read(10);

        assertThat(content.rejectLines()).containsExactly("Posts.xml:3 FIELD_MISSING");
    }

    @Test
    void givenAPostWithoutAnOwner_whenRead_thenItBelongsToNobody() throws Exception {
        Activity posted = only(DumpFile.POSTS, "<row Id='5' PostTypeId='1' " + AT + " OwnerDisplayName='gone' />");

        assertThat(posted.actors()).isEmpty();
        assertThat(object(posted).authorless()).isTrue();
    }

    @Test
    void givenAPostGivenToTheCommunity_whenRead_thenItWasPostedBySomebodyAndBelongsToNobody() throws Exception {
        Activity posted = only(
                DumpFile.POSTS,
                "<row Id='5' PostTypeId='1' " + AT + " OwnerUserId='7' CommunityOwnedDate='2018-08-09T00:04:54' />");

        assertThat(posted.actors().get(Role.AUTHOR).id()).isEqualTo("7");
        assertThat(object(posted).authorless()).isTrue();
        assertThat(object(posted).author()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3, wiki.posted, wiki", "4, wiki.posted, wiki", "5, wiki.posted, wiki", "6, post.other-6, other"})
    void givenAPostOfAnotherKind_whenRead_thenItsTypeSaysSo(int kind, String activity, String object) throws Exception {
        Activity posted = only(DumpFile.POSTS, "<row Id='5' PostTypeId='" + kind + "' " + AT + " />");

        assertThat(posted.type()).isEqualTo(activity);
        assertThat(object(posted).type()).contains(object);
    }

    @Test
    void givenAComment_whenRead_thenItIsAnObjectInItsPost() throws Exception {
        Activity posted = only(DumpFile.COMMENTS, "<row Id='7' PostId='3' " + AT + " UserId='26' Text='secret' />");

        assertThat(posted.type()).isEqualTo("comment.posted");
        assertThat(posted.id()).isEqualTo("comment-7");
        assertThat(posted.text()).isEmpty();
        assertThat(posted.actors().get(Role.AUTHOR).id()).isEqualTo("26");
        assertThat(object(posted).id()).isEqualTo("comment-7");
        assertThat(object(posted).type()).contains("comment");
        assertThat(object(posted).parent()).contains("post-3");
    }

    @Test
    void givenACommentWithoutAnAuthor_whenRead_thenItBelongsToNobody() throws Exception {
        Activity posted = only(DumpFile.COMMENTS, "<row Id='7' PostId='3' " + AT + " UserDisplayName='gone' />");

        assertThat(posted.actors()).isEmpty();
        assertThat(object(posted).authorless()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, answer.accepted",
        "2, vote.up",
        "3, vote.down",
        "4, post.flagged",
        "5, vote.favourite",
        "6, post.close-voted",
        "7, post.reopen-voted",
        "9, bounty.expired",
        "10, post.deletion-voted",
        "11, post.undeletion-voted",
        "12, post.flagged",
        "15, post.reviewed",
        "16, post.edit-approved",
        "0, vote.other-0",
        "13, vote.other-13",
        "14, vote.other-14",
        "999, vote.other-999",
    })
    void givenAVote_whenRead_thenItsTypeSaysWhatItIsAndItsPostIsNamedOnly(int kind, String type) throws Exception {
        Activity vote = only(DumpFile.VOTES, "<row Id='17' PostId='3' VoteTypeId='" + kind + "' " + AT + " />");

        assertThat(vote.type()).isEqualTo(type);
        assertThat(vote.id()).isEqualTo("vote-17");
        assertThat(vote.sequence()).isEqualTo(17);
        assertThat(vote.actors()).isEmpty();
        assertThat(vote.amount()).isEmpty();
        ObjectRef post = object(vote);
        assertThat(post.id()).isEqualTo("post-3");
        assertThat(post.type()).isEmpty();
        assertThat(post.author()).isEmpty();
        assertThat(post.authorless()).isFalse();
    }

    @Test
    void givenABounty_whenOfferedAndAwarded_thenAmountAndGiverAreKnown() throws Exception {
        Activity offered = only(
                DumpFile.VOTES, "<row Id='1' PostId='3' VoteTypeId='8' UserId='9' BountyAmount='50' " + AT + " />");
        Activity awarded =
                only(DumpFile.VOTES, "<row Id='2' PostId='4' VoteTypeId='9' BountyAmount='100' " + AT + " />");

        assertThat(offered.type()).isEqualTo("bounty.offered");
        assertThat(offered.amount()).hasValue(50);
        assertThat(offered.actors()).containsOnlyKeys(Role.of("giver"));
        assertThat(awarded.type()).isEqualTo("bounty.awarded");
        assertThat(awarded.amount()).hasValue(100);
        assertThat(awarded.actors()).isEmpty();
    }

    @Test
    void givenAFavourite_whenRead_thenItsRaterIsKnown() throws Exception {
        Activity favourite = only(DumpFile.VOTES, "<row Id='1' PostId='3' VoteTypeId='5' UserId='9' " + AT + " />");

        assertThat(favourite.actors().get(Role.RATER).id()).isEqualTo("9");
    }

    @Test
    void givenFlags_whenRead_thenTheirReasonIsKnown() throws Exception {
        String row = "<row Id='1' PostId='3' VoteTypeId='%d' " + AT + " />";

        assertThat(only(DumpFile.VOTES, row.formatted(4)).attributes()).isEqualTo(Map.of("reason", "offensive"));
        assertThat(only(DumpFile.VOTES, row.formatted(12)).attributes()).isEqualTo(Map.of("reason", "spam"));
    }
}
